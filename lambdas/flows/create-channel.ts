import type { OwnChannel } from '../../protocol/channel.ts';
import { forbidden } from '../../protocol/errors.ts';
import type { Message, Notice } from '../../protocol/message.ts';
import { firstReadVersion } from '../../protocol/read-versions.ts';
import { tellConnections } from '../delivery/people.ts';
import { newId } from '../domain/ids.ts';
import type { Scope } from '../ports/index.ts';
import { putChannel } from '../table/channel.ts';
import { type MembershipRow, putMembership, toMembership } from '../table/channel-member.ts';
import { putChannelCount } from '../table/channel-count.ts';
import { putChannelName } from '../table/channel-name.ts';
import { putMessage } from '../table/message.ts';
import { isConditionFailed, type Write } from '../table/store.ts';
import { checkWorkspaceMember } from '../table/workspace-member.ts';
import { checkRoom } from './check-room.ts';
import { nameTaken } from './problems.ts';
import { subscribePerson } from './subscribe.ts';

export interface NewChannel {
  readonly workspaceId: string;
  readonly name: string;
  readonly kind: 'public' | 'private';
  readonly topic: string;
  readonly purpose: string;
  /** Where it comes from a request that may be repeated; refused when there is such a channel. */
  readonly channelId?: string | undefined;
  /** #general: made with its workspace, before anyone is in it. */
  readonly general: boolean;
}

/** A line that the conversation itself writes. */
export const noticeMessage = (
  channelId: string,
  seq: number,
  ord: number,
  { by, notice, now }: { readonly by: string; readonly notice: Notice; readonly now: number },
): Message => ({
  channelId,
  seq,
  ord,
  author: by,
  clientMessageId: '',
  text: '',
  mentions: { people: [], channel: false, here: false },
  createdAt: now,
  editedAt: null,
  deletedAt: null,
  lastSeq: seq,
  notice,
});

/** A membership that begins with the channel's number `from`: news of an earlier one of this person, however late, are older. */
export const newMembership = (
  channel: { readonly channelId: string; readonly workspaceId: string },
  userId: string,
  now: number,
  from: { readonly seq: number; readonly ord: number } = { seq: 0, ord: 0 },
): MembershipRow => ({
  userId,
  channelId: channel.channelId,
  workspaceId: channel.workspaceId,
  role: 'member',
  joinedAt: now,
  readSeq: from.seq,
  readOrd: from.ord,
  readVersion: firstReadVersion(from.seq),
});

/**
 * Makes a channel with its first notice and its maker as manager.
 * @param origin the maker's connection whose reply tells of it already. @param further what is written with it.
 * @throws conflict (name_taken, too_many_channels)
 */
export async function createChannel(
  scope: Scope,
  by: string,
  { workspaceId, name, kind, topic, purpose, general, channelId = newId('C', scope.random) }: NewChannel,
  origin: string | null = null,
  further: (channelId: string) => readonly Write[] = () => [],
): Promise<OwnChannel> {
  const { now } = scope;
  if (!general) await checkRoom(scope, [by]);
  const facts = { name, topic, purpose, archived: false, general, people: [] };
  const channel = { channelId, workspaceId, kind, ...facts, createdBy: by, createdAt: now, lastSeq: 1 };
  const membership = { ...newMembership(channel, by, now, { seq: 1, ord: 0 }), role: 'manager' as const };
  const notice = noticeMessage(channelId, 1, 0, { by, notice: { what: 'created' }, now });
  await writeNamed(scope, kind === 'public' ? [putChannelName(workspaceId, name, channelId)] : [], [
    putChannel(channel),
    putMembership(membership),
    putMessage(notice, channel),
    putChannelCount(channelId),
    ...(general ? [] : [checkWorkspaceMember(workspaceId, by)]),
    ...further(channelId),
  ]);
  const own: OwnChannel = { channel, membership: toMembership(membership), seq: 1, ord: 0 };
  const connections = await subscribePerson(scope, channelId, by);
  scope.after(() => tellConnections(scope, connections, [{ type: 'membership.started', own }], origin));
  return own;
}

async function writeNamed({ store }: Scope, name: readonly Write[], rest: readonly Write[]): Promise<void> {
  try {
    await store.write([...name, ...rest]);
  } catch (error) {
    if (!isConditionFailed(error)) throw error;
    throw name.length > 0 && error.at(0) ? nameTaken() : forbidden();
  }
}
