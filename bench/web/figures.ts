/** What a measurement found, and how it is shown. */

export interface Figure {
  readonly what: string;
  readonly measured: string;
  /** What is aimed at, in words; absent when the figure only informs. */
  readonly aim?: string;
  readonly met?: boolean;
}

/** A figure with an upper bound on it. */
export const atMost = (what: string, measured: string, value: number, most: number, unit: string): Figure => ({
  what,
  measured,
  aim: `≤ ${most} ${unit}`.trim(),
  met: value <= most,
});

/** A Markdown table. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map(({ what, measured, aim, met }) => [
    what,
    measured,
    aim === undefined ? '' : `${aim}: ${met === true ? 'met' : '**missed**'}`,
  ]);
  return [['figure', 'measured', 'aim'], ['---', '---', '---'], ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

/** The page with the part between `<!-- name: begin -->` and `<!-- name: end -->` replaced. @throws when it has no such part */
export function withPart(page: string, name: string, part: string): string {
  const [begin, end] = [`<!-- ${name}: begin -->`, `<!-- ${name}: end -->`];
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`the page has no ${begin} … ${end}`);
  return `${page.slice(0, from + begin.length)}\n\n${part}\n\n${page.slice(to)}`;
}
