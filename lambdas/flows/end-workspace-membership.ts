import { unlessRefused } from '../delivery/expiry.ts';
import { tellPerson } from '../delivery/people.ts';
import type { Scope } from '../ports/index.ts';
import { loadChannels } from '../table/channel.ts';
import { membershipsOf } from '../table/channel-member.ts';
import type { Write } from '../table/store.ts';
import { isConditionFailed } from '../table/store.ts';
import { countOwner } from '../table/workspace.ts';
import type { WorkspaceMemberRow } from '../table/workspace-member.ts';
import { finishLeaving, loadWorkspaceMemberRow, startLeaving } from '../table/workspace-member.ts';
import { endMembership } from './end-membership.ts';
import { lastOwner, roleChanged } from './workspace-problems.ts';

/** Channels that are ended at the same time. */
const AT_ONCE = 25;

export interface Ending {
  readonly how: 'left' | 'removed';
  readonly by: string;
  /** Holds in the transaction that decides, too. */
  readonly checks?: readonly Write[];
}

/**
 * Ends a person's membership: first the fact, from which on they are no member for anyone; then every conversation of
 * the workspace; then it is done. What a crash interrupts is finished by the next call, also of the person themselves.
 * @throws Problem conflict for the last owner
 */
export async function endWorkspaceMembership(scope: Scope, member: WorkspaceMemberRow, ending: Ending): Promise<void> {
  if (member.gone === null) await decide(scope, member, ending);
  await finishEnding(scope, member);
}

/** Ends what is left of the conversations of someone who has gone, if anything is. */
export async function finishEnding(
  scope: Scope,
  { workspaceId, userId }: Pick<WorkspaceMemberRow, 'workspaceId' | 'userId'>,
): Promise<void> {
  const rows = await membershipsOf(scope.store, userId);
  const own = rows.filter((row) => row.workspaceId === workspaceId).map(({ channelId }) => channelId);
  for (let at = 0; at < own.length; at += AT_ONCE) {
    const some = own.slice(at, at + AT_ONCE);
    const [row, channels] = await Promise.all([
      loadWorkspaceMemberRow(scope.store, workspaceId, userId),
      loadChannels(scope.store, some),
    ]);
    // Someone else has finished it: what there is now may be of a new membership.
    if (!row?.gone || row.endingBy === null) return;
    const { gone, endingBy } = row;
    await Promise.all(channels.map((channel) => endMembership(scope, channel, userId, gone, endingBy)));
  }
  if (!(await unlessRefused(scope.store.write([finishLeaving(workspaceId, userId)])))) return;
  scope.after(() => tellPerson(scope, userId, [{ type: 'workspace.left', workspaceId }]));
}

async function decide({ store, now }: Scope, member: WorkspaceMemberRow, ending: Ending): Promise<void> {
  const { workspaceId, userId, role } = member;
  const { how, by, checks = [] } = ending;
  const owner = role === 'owner' ? [countOwner(workspaceId, -1)] : [];
  try {
    await store.write([...owner, startLeaving(workspaceId, userId, role, { how, by, at: now }), ...checks]);
  } catch (error) {
    if (!isConditionFailed(error)) throw error;
    throw owner.length > 0 && error.at(0) ? lastOwner() : roleChanged();
  }
}
