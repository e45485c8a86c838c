import { beforeEach, describe, expect, it } from 'vitest';
import { messageDelete } from '../../../lambdas/actions/message-delete.ts';
import { readMarkerCount } from '../../../lambdas/actions/read-marker-count.ts';
import { readMarkerMove } from '../../../lambdas/actions/read-marker-move.ts';
import { takeNumber, voidNumber } from '../../../lambdas/flows/number.ts';
import { type Person, type World } from '../../support/world.ts';
import { storeWith } from '../../support/interposed-store.ts';
import { send, twoInNews } from '../../support/calls.ts';

let world: World;
let ada: Person;
let ben: Person;
let channelId: string;

beforeEach(async () => {
  ({ world, ada, ben, channelId } = await twoInNews());
});

const count = async () =>
  (await world.call('readMarker.count', readMarkerCount, ben, { channelIds: [channelId] })).counts;

describe('what is unread', () => {
  it('counts messages of others, without notices, deleted and own ones and voids', async () => {
    await send(world, ada, channelId, 'One');
    const { seq } = await send(world, ada, channelId, 'Two');
    await send(world, ben, channelId, 'Mine');
    await send(world, ada, channelId, `<@${ben.userId}>`);
    await world.call('message.delete', messageDelete, ada, { channelId, seq });
    const head = await takeNumber(world.scope(), channelId, { message: true, writable: true });
    await voidNumber(world.scope(), channelId, head?.seq ?? 0);
    const { ord } = await world.head(channelId);
    const whole = { unread: 2, mentions: 1, seq: 6, ord: ord - 1, through: 6 };
    expect(await count()).toEqual([{ channelId, ...whole }]);
  });

  it('says where something may still be under way before what it counts', async () => {
    const first = await send(world, ada, channelId, 'One');
    const scope = world.scope();
    await takeNumber(scope, channelId, { message: true, writable: true });
    const { seq, ord } = await send(world, ada, channelId, 'Two');
    expect(await count()).toEqual([{ channelId, unread: 2, mentions: 0, seq, ord, through: first.seq }]);
    world.time += 11 * 60_000;
    expect(await count()).toEqual([{ channelId, unread: 2, mentions: 0, seq, ord, through: seq }]);
  });

  it('is counted in many channels, some at a time', async () => {
    const channelIds = [channelId];
    for (let n = 0; n < 24; n += 1) channelIds.push(await world.channel(`room-${n}`, 'public', [ada, ben]));
    let [now, most] = [0, 0];
    const store = storeWith(world.store, {
      async query(query) {
        most = Math.max(most, (now += 1));
        const page = await world.store.query(query);
        now -= 1;
        return page;
      },
    });
    const { counts } = await world.call('readMarker.count', readMarkerCount, ben, { channelIds }, { store });
    expect(counts.map((each) => each.channelId)).toEqual(channelIds);
    expect(most).toBeLessThanOrEqual(10);
  });

  it('stops at a hundred, and is nobody else’s business', async () => {
    for (let i = 0; i < 130; i++) await send(world, ada, channelId, 'More');
    expect(await count()).toMatchObject([{ channelId, unread: 100, mentions: 0 }]);
    const stranger = await world.person();
    const input = { channelIds: [channelId] };
    expect(await world.call('readMarker.count', readMarkerCount, stranger, input)).toEqual({ counts: [] });
    const markers = [{ channelId, readSeq: 1, readOrd: 1 }];
    expect(await world.call('readMarker.move', readMarkerMove, stranger, { markers })).toEqual({ markers: [] });
  });
});
