import type { Scope } from '../ports/index.ts';
import { unlessRefused } from '../delivery/expiry.ts';
import { putVoid } from '../table/sequence.ts';
import { countMembers } from './count-members.ts';
import { takeNumber, voidNumber } from './number.ts';

/** Counts the people of a channel whose head does not say how many they are: of the release before. Under a number that is void. */
export async function countAnew(scope: Scope, channelId: string): Promise<void> {
  const { store, now } = scope;
  const head = await takeNumber(scope, channelId, { message: false, writable: false });
  if (!head) return;
  const { writes } = await countMembers(scope, head, 0);
  const nothing = putVoid(channelId, head.seq, now, { since: now, lapsed: false });
  if (head.members === undefined && (await unlessRefused(store.write([...nothing, ...writes])))) return;
  await voidNumber(scope, channelId, head.seq);
}
