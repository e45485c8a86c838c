import { beforeEach, describe, expect, it } from 'vitest';
import { channelRemoveMember } from '../../../lambdas/actions/channel-remove-member.ts';
import { memberRemove } from '../../../lambdas/actions/member-remove.ts';
import { messageList } from '../../../lambdas/actions/message-list.ts';
import { readMarkerCount } from '../../../lambdas/actions/read-marker-count.ts';
import { readMarkerMove } from '../../../lambdas/actions/read-marker-move.ts';
import { syncChanges } from '../../../lambdas/actions/sync-changes.ts';
import { syncCheck } from '../../../lambdas/actions/sync-check.ts';
import { takeNumber } from '../../../lambdas/flows/number.ts';
import { putMessage } from '../../../lambdas/table/message.ts';
import { channelPk, TABLE, userPk } from '../../../lambdas/table/schema.ts';
import type { Store } from '../../../lambdas/table/store.ts';
import { openStore } from '../../../local/store/index.ts';
import { hello, send as sendTo, twoInPlans } from '../../support/calls.ts';
import { storeWith } from '../../support/interposed-store.ts';
import type { Person, World } from '../../support/world.ts';

let world: World;
let owner: Person;
let ada: Person;
let ben: Person;
let channelId: string;

beforeEach(async () => {
  ({ world, owner, ada, ben, channelId } = await twoInPlans());
});

/** The table, whose weak reads of the channel and of Ben answer what stood there now. */
async function lagging(): Promise<Store> {
  const { store } = world;
  const copy = openStore({ path: ':memory:', table: TABLE, now: () => world.time, durable: false });
  for (const pk of [channelPk(channelId), userPk(ben.userId)]) {
    const { items } = await store.query({ pk, consistent: true });
    for (const put of items) await copy.write([{ put }]);
  }
  return storeWith(store, {
    get: (key, options) => (options?.consistent ? store : copy).get(key, options),
    getMany: (keys, options) => (options?.consistent ? store : copy).getMany(keys, options),
    query: (query) => (query.consistent ? store : copy).query(query),
  });
}

const send = (text: string, store: Store = world.store) => sendTo(world, ada, channelId, text, { store });
const remove = () => world.call('channel.removeMember', channelRemoveMember, ada, { channelId, userId: ben.userId });
const count = async (store: Store) => {
  const { counts } = await world.call('readMarker.count', readMarkerCount, ben, { channelIds: [channelId] }, { store });
  return counts[0]?.unread;
};

describe('where weak reads lag behind', () => {
  it('who was removed a moment ago is not told', async () => {
    const socket = await hello(world, ben, [channelId]);
    const store = await lagging();
    await remove();
    world.events(socket);
    await send('Not for Ben', store);
    expect(world.events(socket)).toEqual([]);
  });

  it('nor answered', async () => {
    const store = await lagging();
    await remove();
    await send('Not for Ben');
    const refused = { code: 'forbidden' };
    const changes = world.call('sync.changes', syncChanges, ben, { channelId, after: 0 }, { store });
    await expect(changes).rejects.toMatchObject(refused);
    await expect(world.call('message.list', messageList, ben, { channelId }, { store })).rejects.toMatchObject(refused);
  });

  it('nor answered when the removal comes between the two reads of one batch', async () => {
    const { store } = world;
    const torn = storeWith(store, {
      async getMany(asked, options) {
        const [, membership] = await store.getMany(asked, options);
        await remove();
        await send('Not for Ben');
        const [head] = await store.getMany(asked, options);
        return [head, membership];
      },
    });
    const input = { channelId, after: 0 };
    const changes = world.call('sync.changes', syncChanges, ben, input, { store: torn });
    await expect(changes).rejects.toMatchObject({ code: 'forbidden' });
  });

  it.each<'private' | 'public'>(['private', 'public'])(
    'nor answered when a number of a %s channel was taken before the removal and is written after it, while they wait',
    async (kind) => {
      const { store, workspaceId } = world;
      channelId = await world.channel('late', kind, [ada, ben]);
      const end = () =>
        kind === 'private'
          ? remove()
          : world.call('member.remove', memberRemove, owner, { workspaceId, userId: ben.userId });
      const head = await takeNumber(world.scope(), channelId, { message: true, writable: true });
      if (!head) throw new Error('there is no channel');
      const example = await send('An example');
      let looks = 0;
      const late = storeWith(store, {
        async query(...given) {
          looks += 1;
          // The first look took two: messages and changes.
          if (looks === 3) {
            await end();
            await store.write([
              putMessage({ ...example, seq: head.seq, ord: head.ord, text: 'Not for Ben', notice: null }),
            ]);
          }
          return store.query(...given);
        },
      });
      const input = { channelId, after: head.seq - 1 };
      const changes = world.call('sync.changes', syncChanges, ben, input, { store: late });
      await expect(changes).rejects.toMatchObject({ code: 'forbidden' });
      expect(looks).toBeGreaterThanOrEqual(4);
    },
  );

  it('and who has not joined a public channel goes on reading it', async () => {
    channelId = await world.channel('open', 'public', [ada]);
    await send('For everybody');
    const { events } = await world.call('sync.changes', syncChanges, ben, { channelId, after: 1 });
    expect(events.map(({ message }) => message.text)).toEqual(['For everybody']);
  });

  it('what is unread is what stands behind the marker now', async () => {
    const before = await lagging();
    const message = await send('One');
    expect(await count(before)).toBe(1);
    const unread = await lagging();
    const marker = { channelId, readSeq: message.seq, readOrd: message.ord };
    await world.call('readMarker.move', readMarkerMove, ben, { markers: [marker] });
    expect(await count(unread)).toBe(0);
  });

  it('a routine check neither takes a channel that was just joined, nor gives back one that was just left', async () => {
    const routine = async (channelIds: readonly string[], store: Store) => {
      const known = channelIds.map((id) => ({
        channelId: id,
        seq: 0,
        ord: 0,
        lastSeq: 0,
        joinedAt: 0,
        readVersion: 0,
      }));
      const input = { known, visible: true, routine: true } as const;
      const { channels, gone } = await world.call('sync.check', syncCheck, await world.socket(ben), input, { store });
      return { channels: channels.map(({ channel }) => channel.channelId), gone };
    };
    const before = await lagging();
    const joined = await world.channel('joined', 'public', [ada, ben]);
    const both = [channelId, joined];
    expect(await routine(both, before)).toEqual({ channels: expect.arrayContaining(both), gone: [] });
    const inside = await lagging();
    await remove();
    expect(await routine([joined], inside)).toEqual({ channels: [joined], gone: [] });
    expect(await routine([channelId, joined], inside)).toMatchObject({ gone: [] });
    expect(await routine([channelId, joined], world.store)).toMatchObject({ gone: [channelId] });
  });
});
