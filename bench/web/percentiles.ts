/** The smallest value that at least this part (0–1) of the values do not exceed; NaN without values. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** A duration as it is printed: one digit below 100 ms. */
export const ms = (value: number): string => `${value.toFixed(value < 100 ? 1 : 0)} ms`;

/** "median 12.3 ms, p95 15.0 ms (50 times)". */
export const spread = (values: readonly number[], part = 0.95): string =>
  `median ${ms(median(values))}, p${Math.round(part * 100)} ${ms(quantile(values, part))} (${values.length} times)`;
