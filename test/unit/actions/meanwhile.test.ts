/** What changes between the look that permits a deed and the write that does it: each second guard refuses by itself. */
import { beforeEach, describe, expect, it } from 'vitest';
import { channelArchive } from '../../../lambdas/actions/channel-archive.ts';
import { channelCreate } from '../../../lambdas/actions/channel-create.ts';
import { channelDescribe } from '../../../lambdas/actions/channel-describe.ts';
import { channelJoin } from '../../../lambdas/actions/channel-join.ts';
import { channelRename } from '../../../lambdas/actions/channel-rename.ts';
import { directStart } from '../../../lambdas/actions/direct-start.ts';
import { inviteAccept } from '../../../lambdas/actions/invite-accept.ts';
import { inviteCreate } from '../../../lambdas/actions/invite-create.ts';
import { memberChangeRole } from '../../../lambdas/actions/member-change-role.ts';
import { memberRemove } from '../../../lambdas/actions/member-remove.ts';
import { messageDelete } from '../../../lambdas/actions/message-delete.ts';
import { messageEdit } from '../../../lambdas/actions/message-edit.ts';
import { syncStart } from '../../../lambdas/actions/sync-start.ts';
import { hashOf } from '../../../lambdas/domain/secrets.ts';
import { changeChannel } from '../../../lambdas/flows/change-channel.ts';
import { newMembership } from '../../../lambdas/flows/create-channel.ts';
import { endMembership } from '../../../lambdas/flows/end-membership.ts';
import { Memory } from '../../../lambdas/ports/memory.ts';
import { loadMembership, putMembership } from '../../../lambdas/table/channel-member.ts';
import { putInvite } from '../../../lambdas/table/invite.ts';
import { keys } from '../../../lambdas/table/schema.ts';
import type { Store, Write } from '../../../lambdas/table/store.ts';
import { checkWorkspaceMember } from '../../../lambdas/table/workspace-member.ts';
import { LIMITS } from '../../../protocol/limits.ts';
import { adaAndBen, send } from '../../support/calls.ts';
import { beforeNumber, beforeWrite } from '../../support/interposed-store.ts';
import type { Person, World } from '../../support/world.ts';

let world: World;
let owner: Person;
let ada: Person;
let ben: Person;
/** Public, with Ada alone in it. */
let channelId: string;

beforeEach(async () => {
  ({ world, owner, ada, ben } = await adaAndBen());
  channelId = await world.channel('news', 'public', [ada]);
});

const FORBIDDEN = { code: 'forbidden' };
const ARCHIVED = { code: 'conflict', details: { reason: 'archived' } };
const archive = () => world.call('channel.archive', channelArchive, owner, { channelId });
const isNotice = (writes: readonly Write[]) => writes.some((write) => 'put' in write && write.put.sk.startsWith('M#'));
const remove = async ({ userId }: Person): Promise<void> => {
  await world.call('member.remove', memberRemove, owner, { workspaceId: world.workspaceId, userId });
};
const describing = (facts: { topic?: string; purpose?: string }, store: Store) =>
  world.call('channel.describe', channelDescribe, ada, { channelId, ...facts }, { store });
const join = (store: Store) => world.call('channel.join', channelJoin, ben, { channelId }, { store });
const start = (store: Store, others: readonly Person[] = [ben]) => {
  const input = { workspaceId: world.workspaceId, userIds: others.map(({ userId }) => userId) };
  return world.call('direct.start', directStart, ada, input, { store });
};

describe('a channel that is archived meanwhile', () => {
  type Deed = (store: Store, seq: number) => Promise<unknown>;
  const DEEDS: readonly (readonly [name: string, deed: Deed])[] = [
    ['a first message', (store) => ((world.memory = new Memory()), send(world, ada, channelId, 'Late', { store }))],
    ['a further message', (store) => send(world, ada, channelId, 'Late', { store })],
    [
      'an edit',
      (store, seq) => world.call('message.edit', messageEdit, ada, { channelId, seq, text: 'Late' }, { store }),
    ],
    ['a deletion', (store, seq) => world.call('message.delete', messageDelete, ada, { channelId, seq }, { store })],
    ['a joining', join],
    ['a name', (store) => world.call('channel.rename', channelRename, ada, { channelId, name: 'late' }, { store })],
    ['a topic', (store) => describing({ topic: 'Late' }, store)],
    ['a purpose', (store) => describing({ purpose: 'Late' }, store)],
  ];

  it.each(DEEDS)('takes no more: %s', async (_name, deed) => {
    const { seq } = await send(world, ada, channelId, 'Before');
    await expect(deed(beforeNumber(world.store, archive), seq)).rejects.toMatchObject(ARCHIVED);
    expect(await world.head(channelId)).toMatchObject({ archived: true, name: 'news', topic: '', purpose: '', ord: 1 });
    expect(await world.store.get(keys.message(channelId, seq))).toMatchObject({ text: 'Before' });
    expect(await loadMembership(world.store, channelId, ben.userId)).toBeUndefined();
  });
});

it('who is in as many channels as one may be hears that the channel is archived, and leaves none for it', async () => {
  for (let at = 0; at < LIMITS.channelsPerPerson; at += 100) {
    const rows = Array.from({ length: 100 }, (_, index) => {
      const channel = { workspaceId: world.workspaceId, channelId: `C${String(at + index).padStart(26, '0')}` };
      return putMembership(newMembership(channel, ben.userId, world.time));
    });
    await world.store.write(rows);
  }
  await expect(join(world.store)).rejects.toMatchObject({ details: { reason: 'too_many_channels' } });
  await archive();
  await expect(join(world.store)).rejects.toMatchObject(ARCHIVED);
});

it('an admin who is one no more changes no channel', async () => {
  const admin = await world.person('admin');
  const demote = async () => {
    const input = { workspaceId: world.workspaceId, userId: admin.userId, role: 'member' } as const;
    await world.call('member.changeRole', memberChangeRole, owner, input);
  };
  const store = beforeWrite(world.store, demote);
  const deed = world.call('channel.archive', channelArchive, admin, { channelId }, { store });
  await expect(deed).rejects.toMatchObject(FORBIDDEN);
  expect((await world.head(channelId)).archived).toBe(false);
});

it('a channel that is not there is not changed', async () => {
  const head = { ...(await world.head(channelId)), channelId: `C${'0'.repeat(26)}` };
  const request = { by: ada.userId, origin: null, grounds: checkWorkspaceMember(world.workspaceId, ada.userId) };
  const change = { facts: { topic: 'Late' }, notice: { what: 'topic', to: 'Late' } } as const;
  await expect(changeChannel(world.scope(), head, request, () => change)).rejects.toMatchObject(FORBIDDEN);
});

describe('who is taken out of the workspace meanwhile', () => {
  it('is not talked to: no conversation begins', async () => {
    await expect(start(beforeWrite(world.store, () => remove(ben)))).rejects.toMatchObject(FORBIDDEN);
    expect((await world.call('sync.start', syncStart, ada, {})).channels).toHaveLength(1);
  });

  it('is not talked to again, though the conversation is there', async () => {
    await start(world.store);
    await remove(ben);
    await expect(start(world.store)).rejects.toMatchObject(FORBIDDEN);
  });

  it('keeps nobody else away from a conversation that is begun again', async () => {
    const [cy, dee] = [await world.person(), await world.person()];
    const { channel } = (await start(world.store, [ben, cy, dee])).own;
    for (const { userId } of [ada, ben, cy]) {
      await endMembership(world.scope(), await world.head(channel.channelId), userId, 'removed', owner.userId);
    }
    const store = beforeWrite(world.store, () => remove(ben));
    expect((await start(store, [ben, cy, dee])).own.channel.channelId).toBe(channel.channelId);
    const rows = [ada, ben, cy, dee].map(({ userId }) => loadMembership(world.store, channel.channelId, userId));
    expect((await Promise.all(rows)).map((row) => row !== undefined)).toEqual([true, false, true, true]);
  });

  it('hears no welcome', async () => {
    const cy = await world.person();
    await remove(cy);
    world.time += 1_000;
    const wanted = { workspaceId: world.workspaceId, role: 'member', uses: 1, expiresInSeconds: 3_600 } as const;
    const { secret } = await world.call('invite.create', inviteCreate, owner, wanted);
    const store = beforeWrite(world.store, () => remove(cy), isNotice);
    const accept = world.call('invite.accept', inviteAccept, cy, { secret }, { store });
    await expect(accept).rejects.toMatchObject(FORBIDDEN);
  });

  it('makes no channel, nor learns which there are', async () => {
    await remove(ben);
    const create = (name: string) => {
      const input = { workspaceId: world.workspaceId, name, kind: 'public' } as const;
      return world.call('channel.create', channelCreate, ben, input);
    };
    await expect(create('news')).rejects.toMatchObject(FORBIDDEN);
    await expect(create('fresh')).rejects.toMatchObject(FORBIDDEN);
  });
});

it('an invitation to a workspace that is not there is as one that is not there', async () => {
  const invite = { role: 'member', createdBy: owner.userId, createdAt: world.time, uses: 1, usesLeft: 1 } as const;
  const workspaceId = `W${'0'.repeat(26)}`;
  const expiresAt = world.time + 60_000;
  const secret = 'x'.repeat(43);
  await world.store.write([putInvite({ ...invite, inviteId: hashOf(secret), workspaceId, expiresAt, revoked: false })]);
  const accept = world.call('invite.accept', inviteAccept, ben, { secret });
  await expect(accept).rejects.toMatchObject(FORBIDDEN);
});
