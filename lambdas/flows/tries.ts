import { Problem } from '../../protocol/errors.ts';
import { hashOf } from '../domain/secrets.ts';
import type { Scope } from '../ports/index.ts';
import { hit } from '../table/rate.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

interface Limit {
  readonly tries: number;
  readonly ms: number;
}

/**
 * How often one network address and one account may try. An office shares an address, so that limit is wide; the one of
 * the account is what keeps passwords and codes from being guessed.
 */
const LIMITS_OF = {
  register: { address: { tries: 100, ms: HOUR }, account: { tries: 5, ms: HOUR } },
  resend: { address: { tries: 100, ms: HOUR }, account: { tries: 5, ms: HOUR } },
  confirm: { address: { tries: 200, ms: HOUR }, account: { tries: 10, ms: HOUR } },
  logIn: { address: { tries: 200, ms: 15 * MINUTE }, account: { tries: 10, ms: 15 * MINUTE } },
  forgot: { address: { tries: 50, ms: HOUR }, account: { tries: 5, ms: HOUR } },
  reset: { address: { tries: 100, ms: HOUR }, account: { tries: 10, ms: HOUR } },
  change: { address: { tries: 200, ms: HOUR }, account: { tries: 10, ms: HOUR } },
  refresh: { address: { tries: 5_000, ms: 15 * MINUTE }, account: { tries: 300, ms: 15 * MINUTE } },
  ticket: { address: { tries: 5_000, ms: 5 * MINUTE }, account: { tries: 300, ms: 5 * MINUTE } },
  workspace: { address: { tries: 100, ms: HOUR }, account: { tries: 20, ms: HOUR } },
  channel: { address: { tries: 5_000, ms: HOUR }, account: { tries: 500, ms: HOUR } },
  invite: { address: { tries: 1_000, ms: HOUR }, account: { tries: 100, ms: HOUR } },
  preview: { address: { tries: 200, ms: 15 * MINUTE }, account: { tries: 200, ms: 15 * MINUTE } },
  accept: { address: { tries: 500, ms: 15 * MINUTE }, account: { tries: 60, ms: 15 * MINUTE } },
  report: { address: { tries: 300, ms: 15 * MINUTE }, account: { tries: 30, ms: 15 * MINUTE } },
} as const satisfies Record<string, { readonly address: Limit; readonly account: Limit }>;

export type Attempt = keyof typeof LIMITS_OF;

/**
 * Counts a try before anything else is looked at. Both counters are atomic and count refused tries too, so parallel
 * tries do not beat them.
 * @param by the caller's network address, and what names the account (stored only as a hash); null leaves one out.
 * @throws Problem rate_limited
 */
export async function countTry(
  scope: Pick<Scope, 'store' | 'now'>,
  attempt: Attempt,
  by: { readonly address?: string | null; readonly account?: string | null },
): Promise<void> {
  const { address, account } = LIMITS_OF[attempt];
  const waits = await Promise.all([
    by.address ? count(scope, `${attempt}.address`, by.address, address) : 0,
    by.account ? count(scope, `${attempt}.account`, hashOf(by.account), account) : 0,
  ]);
  const retryAfterMs = Math.max(...waits);
  if (retryAfterMs === 0) return;
  const minutes = Math.ceil(retryAfterMs / MINUTE);
  const wait = minutes === 1 ? 'a minute' : `${minutes} minutes`;
  throw new Problem('rate_limited', `Too many tries. Wait ${wait}, then try again.`, { retryAfterMs });
}

/** @returns 0 when the try is within the limit, otherwise the milliseconds to wait. */
const count = (
  { store, now }: Pick<Scope, 'store' | 'now'>,
  name: string,
  subject: string,
  { tries, ms }: Limit,
): Promise<number> => hit(store, name, subject, tries, ms, now);
