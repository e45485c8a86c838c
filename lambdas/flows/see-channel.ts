import { forbidden } from '../../protocol/errors.ts';
import type { Scope } from '../ports/index.ts';
import { type ChannelHead, toHead } from '../table/channel.ts';
import { loadMembership, type MembershipRow, toMembershipRow } from '../table/channel-member.ts';
import { keys } from '../table/schema.ts';
import { loadWorkspaceMember, type WorkspaceMemberRow } from '../table/workspace-member.ts';

/** A channel as someone sees it who is in it, or who may look at it because it is public. */
export interface Sight {
  readonly head: ChannelHead;
  /** Undefined for who has not joined a public channel. */
  readonly membership: MembershipRow | undefined;
}

/** The channel, if this person may read it. @throws forbidden */
export async function seeChannel(scope: Scope, userId: string, channelId: string): Promise<Sight> {
  const sight = await sightOf(scope, userId, channelId);
  if (!sight || !(await isVisible(scope, userId, sight))) throw forbidden();
  return sight;
}

/** Whether this person may read a channel whose head is known. */
export const maySee = async (scope: Scope, userId: string, head: ChannelHead): Promise<boolean> =>
  isVisible(scope, userId, { head, membership: await loadMembership(scope.store, head.channelId, userId) });

/** Who is in a channel may read it; a public one everybody of its workspace. */
async function isVisible({ store }: Scope, userId: string, { head, membership }: Sight): Promise<boolean> {
  if (membership) return true;
  return head.kind === 'public' && (await loadWorkspaceMember(store, head.workspaceId, userId)) !== undefined;
}

/** A channel as someone sees it who is in it. */
export interface Joined extends Sight {
  readonly membership: MembershipRow;
}

/** The channel, if this person is in it. @throws forbidden */
export async function asMember(scope: Scope, userId: string, channelId: string): Promise<Joined> {
  const sight = await sightOf(scope, userId, channelId);
  if (!sight?.membership) throw forbidden();
  return { head: sight.head, membership: sight.membership };
}

/** What decides over changes to a channel: the channel, one's place in it, and one's role in its workspace. */
export interface Standing extends Sight {
  readonly workspaceMember: WorkspaceMemberRow;
}

/** The channel with one's standing, if one may read it. @throws forbidden */
export async function standIn(scope: Scope, userId: string, channelId: string): Promise<Standing> {
  const sight = await sightOf(scope, userId, channelId);
  if (!sight) throw forbidden();
  const workspaceMember = await loadWorkspaceMember(scope.store, sight.head.workspaceId, userId);
  if (!workspaceMember || (sight.head.kind !== 'public' && !sight.membership)) throw forbidden();
  return { ...sight, workspaceMember };
}

async function sightOf({ store }: Scope, userId: string, channelId: string): Promise<Sight | undefined> {
  const [head, membership] = await store.getMany([keys.channel(channelId), keys.channelMember(channelId, userId)], {
    consistent: true,
  });
  if (!head) return undefined;
  return { head: toHead(head), membership: membership && toMembershipRow(membership) };
}
