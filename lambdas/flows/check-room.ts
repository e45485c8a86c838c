import { Problem } from '../../protocol/errors.ts';
import { LIMITS } from '../../protocol/limits.ts';
import type { Scope } from '../ports/index.ts';
import { membershipsOf } from '../table/channel-member.ts';

/**
 * Each of these people may come into one channel more: `sync.check` names all of one's channels at once. Read eventually, so
 * parallel calls may go over it by as many as they are. @throws Problem conflict (too_many_channels)
 */
export async function checkRoom({ store }: Pick<Scope, 'store'>, userIds: readonly string[]): Promise<void> {
  const counts = await Promise.all(
    userIds.map(async (userId) => (await membershipsOf(store, userId, { consistent: false })).length),
  );
  if (counts.every((count) => count < LIMITS.channelsPerPerson)) return;
  const whose = userIds.length === 1 ? 'This person is' : 'One of these people is';
  throw new Problem(
    'conflict',
    `${whose} in ${LIMITS.channelsPerPerson} channels, which is the most. First they have to leave one.`,
    { reason: 'too_many_channels' },
  );
}
