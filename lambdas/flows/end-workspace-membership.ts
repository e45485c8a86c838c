import { tellPerson } from '../delivery/people.ts';
import type { Scope } from '../ports/index.ts';
import { loadChannels } from '../table/channel.ts';
import { membershipsOf } from '../table/channel-member.ts';
import type { Write } from '../table/store.ts';
import { isConditionFailed } from '../table/store.ts';
import { countOwner } from '../table/workspace.ts';
import type { WorkspaceMemberRow } from '../table/workspace-member.ts';
import { finishLeaving, startLeaving } from '../table/workspace-member.ts';
import { endMembership } from './end-membership.ts';
import { lastOwner, roleChanged } from './workspace-problems.ts';

/** Channels that are ended at the same time. */
const AT_ONCE = 10;

export interface Ending {
  readonly how: 'left' | 'removed';
  readonly by: string;
  /** Holds in the transaction that decides, too. */
  readonly checks?: readonly Write[];
}

/**
 * Ends a person's membership: first the fact, from which on they are no member for anyone; then every conversation of
 * the workspace; then it is done. What a crash interrupts is continued by the next call.
 * @throws Problem conflict for the last owner
 */
export async function endWorkspaceMembership(scope: Scope, member: WorkspaceMemberRow, ending: Ending): Promise<void> {
  const { workspaceId, userId } = member;
  if (member.gone === null) await decide(scope, member, ending.checks ?? []);
  await endChannels(scope, member, ending);
  await scope.store.write([finishLeaving(workspaceId, userId, ending.how)]);
  scope.after(() => tellPerson(scope, userId, [{ type: 'workspace.left', workspaceId }]));
}

async function decide({ store, now }: Scope, member: WorkspaceMemberRow, checks: readonly Write[]): Promise<void> {
  const { workspaceId, userId, role } = member;
  const owner = role === 'owner' ? [countOwner(workspaceId, -1)] : [];
  try {
    await store.write([...owner, startLeaving(workspaceId, userId, role, now), ...checks]);
  } catch (error) {
    if (!isConditionFailed(error)) throw error;
    throw owner.length > 0 && error.at(0) ? lastOwner() : roleChanged();
  }
}

async function endChannels(scope: Scope, member: WorkspaceMemberRow, { how, by }: Ending): Promise<void> {
  const rows = await membershipsOf(scope.store, member.userId);
  const own = rows.filter((row) => row.workspaceId === member.workspaceId);
  for (let at = 0; at < own.length; at += AT_ONCE) {
    const some = own.slice(at, at + AT_ONCE).map(({ channelId }) => channelId);
    const channels = await loadChannels(scope.store, some);
    await Promise.all(channels.map((channel) => endMembership(scope, channel, member.userId, how, by)));
  }
}
