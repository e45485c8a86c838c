import { numberOf, ttlAt } from './attributes.ts';
import { keys } from './schema.ts';
import type { Store } from './store.ts';

/**
 * Counts one try of `subject` in a fixed window of `windowMs`, in one atomic update, so that parallel tries cannot beat
 * it. Tries beyond the limit count too. `tries` counts several at once.
 * @returns 0 when it is within the limit, otherwise the milliseconds until the next window.
 */
export async function hit(
  store: Pick<Store, 'update'>,
  scope: string,
  subject: string,
  limit: number,
  windowMs: number,
  now: number,
  tries = 1,
): Promise<number> {
  const window = Math.floor(now / windowMs);
  const end = (window + 1) * windowMs;
  const counted = await store.update({
    update: keys.rate(scope, subject, window),
    changes: { add: { n: tries }, setIfAbsent: { ttl: ttlAt(end + 60_000) } },
  });
  return numberOf(counted, 'n') <= limit ? 0 : end - now;
}
