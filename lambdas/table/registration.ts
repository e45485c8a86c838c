import { flagOf, isLive, textOf, ttlAt } from './attributes.ts';
import { ITEM_VERSION, keys } from './schema.ts';
import type { Store, Write } from './store.ts';

const REGISTRATION_MS = 24 * 3_600_000;

/** What a browser's registration secret stands for. */
export interface Registration {
  readonly email: string;
  /** The sign-up that this secret belongs to; empty when the address already had an account. */
  readonly sub: string;
  readonly confirmed: boolean;
}

export const putRegistration = (hash: string, registration: Registration, now: number): Write => ({
  put: { ...keys.registration(hash), v: ITEM_VERSION, ttl: ttlAt(now + REGISTRATION_MS), ...registration },
});

export async function loadRegistration(store: Store, hash: string, now: number): Promise<Registration | undefined> {
  const item = await store.get(keys.registration(hash), { consistent: true });
  if (!item || !isLive(item, now)) return undefined;
  return { email: textOf(item, 'email'), sub: textOf(item, 'sub'), confirmed: flagOf(item, 'confirmed') };
}

export const markConfirmed = (hash: string): Write => ({
  update: keys.registration(hash),
  changes: { set: { confirmed: true } },
  if: { exists: 'pk' },
});
