import type { OwnChannel } from '../../../protocol/channel.ts';
import type { Profile } from '../../../protocol/profile.ts';
import { mayBeBack } from '../../../protocol/read-versions.ts';
import type { Workspace } from '../../../protocol/workspace.ts';
import type { Draft } from './draft.ts';
import { key } from './state.ts';
import { recount } from './unread.ts';
import { isVisit } from './visit.ts';

/**
 * The newer of each part: channel by its last notice, membership by its marker's version, head by its numbers. A joining that
 * was tried twice may have two times of one version: what comes last counts, and a check says which the table has.
 */
export function mergeOwn(a: OwnChannel, b: OwnChannel): OwnChannel {
  return {
    channel: b.channel.lastSeq > a.channel.lastSeq ? b.channel : a.channel,
    membership: b.membership.readVersion >= a.membership.readVersion ? b.membership : a.membership,
    seq: Math.max(a.seq, b.seq),
    ord: Math.max(a.ord, b.ord),
  };
}

const looksAlike = (a: OwnChannel, b: OwnChannel): boolean =>
  a.channel.name === b.channel.name && a.channel.archived === b.channel.archived;

/** A function of the release before adds 1 for every move: there only the place tells. */
const isBack = ({ membership: a }: OwnChannel, { membership: b }: OwnChannel): boolean =>
  b.readSeq < a.readSeq || mayBeBack(a.readVersion, b.readVersion);

/** Takes a channel of one's own over, merged with what is known of it. One that is only looked at is listed nowhere. */
export function putOwn(draft: Draft, incoming: OwnChannel): void {
  const { channelId } = incoming.channel;
  const known = draft.get(key.channel(channelId));
  const own = known ? mergeOwn(known, incoming) : incoming;
  draft.set(key.channel(channelId), own);
  // Marked unread since, elsewhere: what was read here before does not take that back.
  if (known && isBack(known, own)) draft.set(key.reading(channelId), undefined);
  const ids = draft.get('channelIds');
  const isListed = known && !isVisit(known);
  if (!isListed && !isVisit(own)) draft.set('channelIds', [...ids.filter((id) => id !== channelId), channelId]);
  else if (isListed && !looksAlike(known, own)) draft.set('channelIds', [...ids]);
  recount(draft, channelId);
}

/** A channel that is not ours any more: nothing of it stays. What was being sent to it stays, to be refused visibly. */
export function dropChannel(draft: Draft, channelId: string): void {
  const ids = draft.get('channelIds');
  if (ids.includes(channelId)) {
    draft.set(
      'channelIds',
      ids.filter((id) => id !== channelId),
    );
  }
  draft.set(key.channel(channelId), undefined);
  draft.set(key.timeline(channelId), undefined);
  draft.set(key.paging(channelId), undefined);
  draft.set(key.reading(channelId), undefined);
  draft.set(key.unread(channelId), undefined);
  draft.set(key.members(channelId), undefined);
  draft.set(key.sent(channelId), undefined);
}

export function putWorkspace(draft: Draft, workspace: Workspace): void {
  const known = draft.get('workspaces');
  const index = known.findIndex(({ workspaceId }) => workspaceId === workspace.workspaceId);
  draft.set('workspaces', index < 0 ? [...known, workspace] : known.with(index, workspace));
}

export function dropWorkspace(draft: Draft, workspaceId: string): void {
  draft.set(
    'workspaces',
    draft.get('workspaces').filter((workspace) => workspace.workspaceId !== workspaceId),
  );
  for (const channelId of draft.get('channelIds')) {
    if (draft.get(key.channel(channelId))?.channel.workspaceId === workspaceId) dropChannel(draft, channelId);
  }
}

/** Keeps the parts that everyone sees, whatever else comes along. */
export function putProfile(draft: Draft, profile: Profile): void {
  const { userId, displayName, title, timeZone } = profile;
  const me = draft.get('me');
  if (me?.userId === userId) draft.set('me', { ...me, displayName, title, timeZone });
  draft.set(key.profile(userId), { userId, displayName, title, timeZone });
}
