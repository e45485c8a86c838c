/** What AWS asks, US dollars without tax. */
export interface Tier {
  /** Units that this price holds for, counted from the first. */
  readonly upTo: number;
  readonly price: number;
}

/** us-east-1 list prices, on demand. From the price pages named beside each; free tiers are the lasting ones only. */
export const PRICES = {
  region: 'us-east-1',
  date: '2026-11-21',
  /** Per frame of up to 32 KB, in and out: https://aws.amazon.com/api-gateway/pricing/ */
  frames: [
    { upTo: 1e9, price: 1e-6 },
    { upTo: Infinity, price: 0.8e-6 },
  ],
  connectionMinutes: [{ upTo: Infinity, price: 0.25e-6 }],
  /** Per request of up to 512 KB to an HTTP API, same page. */
  httpRequests: [
    { upTo: 300e6, price: 1e-6 },
    { upTo: Infinity, price: 0.9e-6 },
  ],
  /** arm64: https://aws.amazon.com/lambda/pricing/ */
  invocations: [
    { upTo: 1e6, price: 0 },
    { upTo: Infinity, price: 0.2e-6 },
  ],
  gbSeconds: [
    { upTo: 400e3, price: 0 },
    { upTo: Infinity, price: 0.0000133334 },
  ],
  /** https://aws.amazon.com/dynamodb/pricing/on-demand/; a stream that Lambda reads is free. */
  writeUnits: [{ upTo: Infinity, price: 0.625e-6 }],
  readUnits: [{ upTo: Infinity, price: 0.125e-6 }],
  storedGb: [
    { upTo: 25, price: 0 },
    { upTo: Infinity, price: 0.25 },
  ],
  /** Continuous backups (point-in-time recovery) of the same data. */
  backedUpGb: [{ upTo: Infinity, price: 0.2 }],
  /** https://aws.amazon.com/cloudfront/pricing/: everything the browser talks to passes there. */
  edgeRequests: [
    { upTo: 10e6, price: 0 },
    { upTo: Infinity, price: 1e-6 },
  ],
  edgeGb: [
    { upTo: 1_000, price: 0 },
    { upTo: Infinity, price: 0.085 },
  ],
  /** https://aws.amazon.com/cloudwatch/pricing/ */
  logGb: [
    { upTo: 5, price: 0 },
    { upTo: Infinity, price: 0.5 },
  ],
  /** https://aws.amazon.com/xray/pricing/ */
  traces: [
    { upTo: 100e3, price: 0 },
    { upTo: Infinity, price: 5e-6 },
  ],
  /** Cognito Lite, people who log in or refresh in the month: https://aws.amazon.com/cognito/pricing/ */
  monthlyPeople: [
    { upTo: 10_000, price: 0 },
    { upTo: Infinity, price: 0.0055 },
  ],
} as const satisfies Readonly<Record<string, string | readonly Tier[]>>;

export type Item = Exclude<keyof typeof PRICES, 'region' | 'date'>;

/** Dollars for so many units. */
export function priceOf(units: number, tiers: readonly Tier[]): number {
  let dollars = 0;
  let from = 0;
  for (const { upTo, price } of tiers) {
    dollars += Math.max(0, Math.min(units, upTo) - from) * price;
    from = upTo;
  }
  return dollars;
}
