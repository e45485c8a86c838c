import type { Channel } from '../../protocol/channel.ts';
import { forbidden } from '../../protocol/errors.ts';
import { tellConnections } from '../delivery/people.ts';
import { publish } from '../delivery/publish.ts';
import type { Scope } from '../ports/index.ts';
import type { ChannelHead } from '../table/channel.ts';
import { countPeople, isCounted } from '../table/channel-count.ts';
import { loadMembership, putMembership } from '../table/channel-member.ts';
import { putMessage } from '../table/message.ts';
import { keys } from '../table/schema.ts';
import { type ConditionFailed, isConditionFailed, type Write } from '../table/store.ts';
import { deleteTombstone } from '../table/subscription.ts';
import { checkWorkspaceMember, loadWorkspaceMember } from '../table/workspace-member.ts';
import { newMembership, noticeMessage } from './create-channel.ts';
import { checkRoom } from './check-room.ts';
import { takeNumber, voidNumber } from './number.ts';
import { ownChannel } from './own-channel.ts';
import { archived, busy } from './problems.ts';
import { subscribePerson } from './subscribe.ts';

/** People of one notice: three writes each fit one transaction. */
const AT_ONCE = 25;
const TRIES = 5;

/** How people come into a channel, and on whose word. */
interface Coming {
  readonly how: 'joined' | 'added';
  readonly by: string;
  /** The caller's connection, whose reply tells of it. */
  readonly origin: string | null;
  /** What the caller's permission rests on. */
  readonly grounds: readonly Write[];
}

/**
 * Puts people of the workspace into a channel, with one notice for up to 25 of them. Who is in it already stays as they are;
 * who is not in the workspace (any more) is left out, or refused when joining. @throws forbidden, conflict (archived,
 * too_many_channels)
 */
export async function startMembership(
  scope: Scope,
  channel: Channel,
  userIds: readonly string[],
  how: Coming['how'],
  by: string,
  origin: string | null = null,
  grounds: readonly Write[] = [],
): Promise<void> {
  const fresh = await withoutMembers(scope, channel.channelId, userIds);
  // Who left meanwhile lets nobody in any more, not even themselves.
  if (fresh.some((userId) => grounds.some((ground) => isAbout(ground, channel.channelId, userId)))) throw forbidden();
  if (!channel.general) await checkRoom(scope, fresh);
  for (let at = 0; at < fresh.length; at += AT_ONCE) {
    await startSome(scope, channel, fresh.slice(at, at + AT_ONCE), { how, by, origin, grounds });
  }
}

function isAbout(ground: Write, channelId: string, userId: string): boolean {
  const { pk, sk } = keys.channelMember(channelId, userId);
  return 'check' in ground && ground.check.pk === pk && ground.check.sk === sk;
}

async function startSome(scope: Scope, channel: Channel, userIds: readonly string[], coming: Coming): Promise<void> {
  let people = userIds;
  for (let tries = 0; tries < TRIES && people.length > 0; tries++) {
    const head = await takeNumber(scope, channel.channelId, { message: false, writable: true });
    if (!head) throw archived();
    const refusal = await write(scope, head, people, coming);
    if (!refusal) return afterwards(scope, head, people, coming);
    if (!refusal.at(0)) await voidNumber(scope, channel.channelId, head.seq);
    people = await stillComing(scope, channel, people, coming);
    if (refusal.reasons.slice(refusal.reasons.length - coming.grounds.length).includes('condition')) throw forbidden();
  }
  if (people.length > 0) throw busy();
}

async function write(
  { store, now }: Scope,
  head: ChannelHead,
  people: readonly string[],
  { how, by, grounds }: Coming,
): Promise<ConditionFailed | undefined> {
  const notice = noticeMessage(head.channelId, head.seq, head.ord, {
    by,
    notice: { what: how, people: [...people] },
    now,
  });
  const grounded = new Set(grounds.map((ground) => ('check' in ground ? ground.check.pk + ground.check.sk : '')));
  const writes = people.flatMap((userId) => {
    const row = keys.workspaceMember(head.workspaceId, userId);
    return [
      putMembership(newMembership(head, userId, now, head)),
      deleteTombstone(head.channelId, userId),
      ...(grounded.has(row.pk + row.sk) ? [] : [checkWorkspaceMember(head.workspaceId, userId)]),
    ];
  });
  const count = isCounted(head.kind) ? [countPeople(head.channelId, people.length)] : [];
  try {
    await store.write([putMessage(notice), ...writes, ...count, ...grounds]);
    return undefined;
  } catch (error) {
    if (isConditionFailed(error)) return error;
    throw error;
  }
}

/** After a refusal: those who are still to come in. */
async function stillComing(
  scope: Scope,
  { channelId, workspaceId }: Channel,
  people: readonly string[],
  { how }: Coming,
): Promise<readonly string[]> {
  const fresh = await withoutMembers(scope, channelId, people);
  const present = await Promise.all(fresh.map((userId) => loadWorkspaceMember(scope.store, workspaceId, userId)));
  const kept = fresh.filter((_, index) => present[index]);
  if (how === 'joined' && kept.length < fresh.length) throw forbidden();
  return kept;
}

async function withoutMembers(
  { store }: Scope,
  channelId: string,
  userIds: readonly string[],
): Promise<readonly string[]> {
  const people = [...new Set(userIds)];
  const rows = await Promise.all(people.map((userId) => loadMembership(store, channelId, userId)));
  return people.filter((_, index) => !rows[index]);
}

/** Subscribes their sockets before the answer; telling everyone goes on after it. */
async function afterwards(
  scope: Scope,
  head: ChannelHead,
  people: readonly string[],
  { how, by, origin }: Coming,
): Promise<void> {
  const { now } = scope;
  const notice = noticeMessage(head.channelId, head.seq, head.ord, {
    by,
    notice: { what: how, people: [...people] },
    now,
  });
  const connections = await Promise.all(people.map((userId) => subscribePerson(scope, head.channelId, userId)));
  scope.after(async () => {
    await Promise.all(
      people.map((userId, index) => {
        const own = ownChannel(head, newMembership(head, userId, now, head));
        return tellConnections(scope, connections[index] ?? [], [{ type: 'membership.started', own }], origin);
      }),
    );
    const event = { type: 'message.posted', channelId: head.channelId, seq: head.seq, message: notice } as const;
    await publish(scope, head, event);
  });
}
