import { beforeEach, describe, expect, it } from 'vitest';
import { inviteAccept } from '../../../lambdas/actions/invite-accept.ts';
import { inviteCreate } from '../../../lambdas/actions/invite-create.ts';
import { memberRemove } from '../../../lambdas/actions/member-remove.ts';
import { channelAddMembers } from '../../../lambdas/actions/channel-add-members.ts';
import { channelRemoveMember } from '../../../lambdas/actions/channel-remove-member.ts';
import { messageList } from '../../../lambdas/actions/message-list.ts';
import { messageSend } from '../../../lambdas/actions/message-send.ts';
import { readMarkerMove } from '../../../lambdas/actions/read-marker-move.ts';
import { syncCheck } from '../../../lambdas/actions/sync-check.ts';
import { syncStart } from '../../../lambdas/actions/sync-start.ts';
import { loadMembership } from '../../../lambdas/table/channel-member.ts';
import { keys } from '../../../lambdas/table/schema.ts';
import { loadWorkspaceMemberRow } from '../../../lambdas/table/workspace-member.ts';
import { benInSecret, hello } from '../../support/calls.ts';
import { beforeWrite, storeWith } from '../../support/interposed-store.ts';
import type { Person, World } from '../../support/world.ts';

const CRASH = new Error('crashed');

let world: World;
let owner: Person;
let ben: Person;
let channelId: string;

beforeEach(async () => {
  ({ world, owner, ben, channelId } = await benInSecret());
});

/** Ben's removal dies after the fact and before the first conversation is ended. */
async function interruptedRemoval(): Promise<void> {
  const crash = () => Promise.reject(CRASH);
  const store = beforeWrite(world.store, crash, (writes) => writes.some((write) => 'delete' in write));
  const input = { workspaceId: world.workspaceId, userId: ben.userId };
  await expect(world.call('member.remove', memberRemove, owner, input, { store })).rejects.toBe(CRASH);
  expect(await loadMembership(world.store, channelId, ben.userId)).toBeDefined();
}

const invite = async () => {
  const input = { workspaceId: world.workspaceId, role: 'member', uses: 5, expiresInSeconds: 3_600 } as const;
  return (await world.call('invite.create', inviteCreate, owner, input)).secret;
};
/** Ben's membership of the channel, and how his membership of the workspace stands. */
const state = async () => {
  const row = await loadWorkspaceMemberRow(world.store, world.workspaceId, ben.userId);
  return [await loadMembership(world.store, channelId, ben.userId), row?.gone, row?.endingBy];
};
const OUT = [undefined, 'removed', null];
const send = () =>
  world.call('message.send', messageSend, owner, { channelId, clientMessageId: 'after-the-removal', text: 'Psst' });

describe('a removal that was interrupted', () => {
  it('is finished by its repetition', async () => {
    await interruptedRemoval();
    await world.call('member.remove', memberRemove, owner, { workspaceId: world.workspaceId, userId: ben.userId });
    expect(await state()).toEqual(OUT);
  });

  it('is finished when the person starts', async () => {
    await interruptedRemoval();
    expect(await world.call('sync.start', syncStart, ben, {})).toMatchObject({ workspaces: [], channels: [] });
    expect(await state()).toEqual(OUT);
  });

  it('is finished by a check of an open socket, which hears nothing more', async () => {
    const socket = await hello(world, ben, [channelId]);
    await interruptedRemoval();
    const known = [{ channelId, seq: 2, ord: 0, lastSeq: 1, joinedAt: world.time, readVersion: 0 }];
    const check = await world.call('sync.check', syncCheck, socket, { known, visible: true });
    expect(check).toMatchObject({ gone: [channelId], workspaces: [], channels: [] });
    expect(await state()).toEqual(OUT);
    world.events(socket);
    await send();
    expect(world.events(socket)).toEqual([]);
  });

  it('is finished by the greeting of a new socket, which is told nothing', async () => {
    await interruptedRemoval();
    const socket = await hello(world, ben, [channelId]);
    expect(await state()).toEqual(OUT);
    world.events(socket);
    await send();
    expect(world.events(socket)).toEqual([]);
  });

  it('is not undone by an older invite, nor outlived by a younger one', async () => {
    const old = await invite();
    world.time += 1_000;
    await interruptedRemoval();
    world.time += 1_000;
    const young = await invite();
    const accept = (secret: string) => world.call('invite.accept', inviteAccept, ben, { secret });
    await expect(accept(old)).rejects.toMatchObject({ code: 'unavailable' });
    await expect(accept(young)).rejects.toMatchObject({ code: 'unavailable' });
    await world.call('sync.start', syncStart, ben, {});
    await expect(accept(old)).rejects.toMatchObject({ details: { reason: 'invite_too_old' } });
    await accept(young);
    expect(await loadMembership(world.store, channelId, ben.userId)).toBeUndefined();
  });
});

it('who is in again when somebody is about to finish their removal stays in', async () => {
  await interruptedRemoval();
  const comeBack = async () => {
    await world.call('sync.start', syncStart, ben, {});
    world.time += 1_000;
    await world.call('invite.accept', inviteAccept, ben, { secret: await invite() });
    await world.call('channel.addMembers', channelAddMembers, owner, { channelId, userIds: [ben.userId] });
  };
  let listed = false;
  const store = storeWith(world.store, {
    async query(query) {
      const page = await world.store.query(query);
      listed ||= query.pk === keys.user(ben.userId).pk;
      return page;
    },
    async get(key, options) {
      if (listed && key.sk === keys.workspaceMember(world.workspaceId, ben.userId).sk) {
        listed = false;
        await comeBack();
      }
      return world.store.get(key, options);
    },
  });
  const input = { workspaceId: world.workspaceId, userId: ben.userId };
  await world.call('member.remove', memberRemove, owner, input, { store });
  expect(await state()).toMatchObject([{ channelId }, null, null]);
});

it('someone who is added again while their removal tidies up hears everything', async () => {
  const socket = await hello(world, ben, [channelId]);
  const { userId } = ben;
  const comeBack = () =>
    world.call('channel.addMembers', channelAddMembers, owner, { channelId, userIds: [userId] }).then(() => undefined);
  const store = beforeWrite(world.store, comeBack, (writes) =>
    writes.some((write) => 'delete' in write && write.delete.sk.startsWith('S#')),
  );
  await world.call('channel.removeMember', channelRemoveMember, owner, { channelId, userId }, { store });
  world.events(socket);
  await send();
  expect(world.events(socket)).toMatchObject([{ type: 'message.posted' }]);
});

it('a page that is read while one is removed holds nothing that came after', async () => {
  const { userId } = ben;
  let pending = true;
  const { store } = world;
  const slow = storeWith(store, {
    async query(query) {
      if (pending) {
        pending = false;
        await world.call('channel.removeMember', channelRemoveMember, owner, { channelId, userId });
        await send();
      }
      return store.query(query);
    },
  });
  const page = world.call('message.list', messageList, ben, { channelId }, { store: slow });
  await expect(page).rejects.toMatchObject({ code: 'forbidden' });
});

describe('a membership after a removal', () => {
  it('is newer than every move of the marker before it, also when the clock went back', async () => {
    const version = async () => (await loadMembership(world.store, channelId, ben.userId))?.readVersion ?? 0;
    const markers = [{ channelId, readSeq: 1, readOrd: 0 }];
    await world.call('readMarker.move', readMarkerMove, ben, { markers, unread: true });
    const before = await version();
    await world.call('channel.removeMember', channelRemoveMember, owner, { channelId, userId: ben.userId });
    world.time -= 60_000;
    await world.call('channel.addMembers', channelAddMembers, owner, { channelId, userIds: [ben.userId] });
    expect(await version()).toBeGreaterThan(before);
  });
});

it('who is taken out while they add themselves stays out', async () => {
  let pending = true;
  const removed = async () => {
    const input = { channelId, userId: ben.userId };
    await world.call('channel.removeMember', channelRemoveMember, owner, input);
  };
  const store = storeWith(world.store, {
    get: async (key, options) => {
      if (pending && key.sk === keys.channelMember(channelId, ben.userId).sk) {
        pending = false;
        await removed();
      }
      return world.store.get(key, options);
    },
  });
  const input = { channelId, userIds: [ben.userId] };
  const adding = world.call('channel.addMembers', channelAddMembers, ben, input, { store });
  await expect(adding).rejects.toMatchObject({ code: 'forbidden' });
  expect(pending).toBe(false);
  expect(await loadMembership(world.store, channelId, ben.userId)).toBeUndefined();
});
