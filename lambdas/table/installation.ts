import { ITEM_VERSION, keys } from './schema.ts';
import type { Store, Write } from './store.ts';

/** Whether somebody already has the first account of this installation. */
export const isClaimed = async (store: Store): Promise<boolean> =>
  (await store.get(keys.installation(), { consistent: true })) !== undefined;

/** Makes this person the first account. Refused when there is one. */
export const claimInstallation = (userId: string, now: number): Write => ({
  put: { ...keys.installation(), v: ITEM_VERSION, firstUserId: userId, createdAt: now },
  if: { absent: 'pk' },
});
