/** One row of every kind that the table holds: how today's code writes it, and what it reads of it. */
import { loadChannel, putChannel } from '../../../lambdas/table/channel.ts';
import { howMany, putChannelCount } from '../../../lambdas/table/channel-count.ts';
import { loadMembership, putMembership } from '../../../lambdas/table/channel-member.ts';
import { channelNames, putChannelName } from '../../../lambdas/table/channel-name.ts';
import { loadConnection, putConnection } from '../../../lambdas/table/connection.ts';
import { devicesOf, putDevice } from '../../../lambdas/table/device.ts';
import { loadSent, putSent } from '../../../lambdas/table/idempotency.ts';
import { claimInstallation, isClaimed } from '../../../lambdas/table/installation.ts';
import { loadInvite, putInvite } from '../../../lambdas/table/invite.ts';
import { putChange, putMessage, toEvent } from '../../../lambdas/table/message.ts';
import { hit } from '../../../lambdas/table/rate.ts';
import { loadRegistration, putRegistration } from '../../../lambdas/table/registration.ts';
import { keys } from '../../../lambdas/table/schema.ts';
import { toEntry } from '../../../lambdas/table/entry.ts';
import { putVoid } from '../../../lambdas/table/sequence.ts';
import { loadSession, putSession } from '../../../lambdas/table/session.ts';
import type { Key, Store, Write } from '../../../lambdas/table/store.ts';
import {
  ownSubscriptions,
  putSubscription,
  putTombstone,
  subscriptionsTo,
} from '../../../lambdas/table/subscription.ts';
import { putTicket, takeTicket } from '../../../lambdas/table/ticket.ts';
import { loadIntroduction, loadUser, putIntroduction, putUser } from '../../../lambdas/table/user.ts';
import { putWatch, watchersOf } from '../../../lambdas/table/watch.ts';
import { loadWorkspace, putWorkspace } from '../../../lambdas/table/workspace.ts';
import { loadWorkspaceMemberRow, putWorkspaceMember } from '../../../lambdas/table/workspace-member.ts';
import {
  C,
  channel,
  connection,
  invite,
  notice,
  NOW,
  OTHER,
  profile,
  session,
  subscriber,
  text,
  U,
  W,
} from './subjects.ts';

/** One row: where it stands, what writes it, and what is made of it when it is read. */
export interface Row {
  readonly kind: keyof typeof keys;
  readonly key: Key;
  write(store: Store): Promise<unknown>;
  read(store: Store): Promise<unknown>;
}

function row(kind: Row['kind'], key: Key, write: Write | readonly Write[], read: Row['read']): Row {
  return { kind, key, write: (store) => store.write([write].flat()), read };
}
/** The event that a row of the sequence stands for, and what is known of its number. */
const told = (key: Key) => async (store: Store) => {
  const item = await store.get(key);
  return item && { event: toEvent(item), entry: { ...toEntry(item), item: null } };
};
const [M, E, NOTICE, VOID] = [keys.message(C, 2), keys.change(C, 3), keys.message(C, 5), keys.change(C, 6)];

export const ROWS: Readonly<Record<string, Row>> = {
  channel: row('channel', keys.channel(C), putChannel(channel), (store) => loadChannel(store, C)),
  people: row('channelCount', keys.channelCount(C), putChannelCount(C), async (store) =>
    howMany(store, C, await store.get(keys.channelCount(C))),
  ),
  message: row('message', M, putMessage(text), told(M)),
  notice: row('message', NOTICE, putMessage(notice, { ...channel, lastSeq: 5 }), told(NOTICE)),
  change: row('change', E, putChange(text, NOW), told(E)),
  void: row('change', VOID, putVoid(C, 6, NOW, { since: NOW - 1_000, lapsed: true }), told(VOID)),
  subscription: row(
    'subscription',
    keys.subscription(C, U, 'socket-1'),
    putSubscription(C, subscriber, true),
    (store) => ownSubscriptions(store, C, U),
  ),
  tombstone: row('tombstone', keys.tombstone(C, U), putTombstone(C, U, NOW), async (store) => {
    await store.write([putSubscription(C, subscriber, true)]);
    return subscriptionsTo(store, C, NOW);
  }),
  user: row(
    'user',
    keys.user(U),
    putUser({ ...profile, email: 'ada@example.org', operator: true, createdAt: NOW }),
    (store) => loadUser(store, U),
  ),
  introduction: row(
    'introduction',
    keys.introduction(U),
    putIntroduction(U, { displayName: 'Ada', timeZone: 'UTC' }, NOW),
    (store) => loadIntroduction(store, U, NOW),
  ),
  workspaceMember: row(
    'workspaceMember',
    keys.workspaceMember(W, U),
    putWorkspaceMember({ workspaceId: W, profile, role: 'admin', joinedAt: NOW }),
    (store) => loadWorkspaceMemberRow(store, W, U),
  ),
  channelMember: row(
    'channelMember',
    keys.channelMember(C, U),
    putMembership({
      userId: U,
      channelId: C,
      workspaceId: W,
      joinedAt: NOW,
      role: 'manager',
      readSeq: 2,
      readOrd: 1,
      readVersion: 7,
    }),
    (store) => loadMembership(store, C, U),
  ),
  connection: row(
    'connection',
    keys.connection(U, 'socket-1'),
    putConnection({ ...connection, lastSeen: NOW, visible: true }),
    (store) => loadConnection(store, U, 'socket-1'),
  ),
  device: row(
    'device',
    keys.device(U, 'jti-1'),
    putDevice({ userId: U, sessionId: 'jti-1', hash: 'hash', device: 'Firefox', createdAt: NOW, lastSeenAt: NOW }),
    (store) => devicesOf(store, U, NOW),
  ),
  workspace: row(
    'workspace',
    keys.workspace(W),
    putWorkspace({ workspaceId: W, name: 'Acme', generalChannelId: C, createdBy: U, createdAt: NOW }),
    (store) => loadWorkspace(store, W),
  ),
  channelName: row('channelName', keys.channelName(W, 'plans'), putChannelName(W, 'plans', C), (store) =>
    channelNames(store, W, 10, undefined),
  ),
  watch: row('watch', keys.watch(OTHER, U, 'socket-1'), putWatch(OTHER, subscriber), (store) =>
    watchersOf(store, OTHER, NOW),
  ),
  sent: row(
    'idempotency',
    keys.idempotency(U, 'message-1'),
    putSent(U, 'message-1', { channelId: C, seq: 2 }, NOW),
    (store) => loadSent(store, U, 'message-1', NOW),
  ),
  session: row('session', keys.session('hash'), putSession(session), (store) => loadSession(store, 'hash', NOW)),
  ticket: row(
    'ticket',
    keys.ticket('hash'),
    putTicket('hash', { userId: U, sessionId: 'jti-1', expiresAt: NOW + 900_000, device: 'Firefox' }, NOW),
    (store) => takeTicket(store, 'hash', NOW),
  ),
  registration: row(
    'registration',
    keys.registration('hash'),
    putRegistration('hash', { email: 'ada@example.org', sub: 'sub-1', confirmed: false }, NOW),
    (store) => loadRegistration(store, 'hash', NOW),
  ),
  invite: row('invite', keys.invite('hash'), putInvite(invite), (store) => loadInvite(store, 'hash')),
  rate: {
    kind: 'rate',
    key: keys.rate('logIn', 'somebody', Math.floor(NOW / 60_000)),
    write: (store) => hit(store, 'logIn', 'somebody', 1, 60_000, NOW),
    read: (store) => hit(store, 'logIn', 'somebody', 1, 60_000, NOW),
  },
  installation: row('installation', keys.installation(), claimInstallation(U, NOW), isClaimed),
};
