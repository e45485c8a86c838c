import { expect, it } from 'vitest';
import { readMarkerCount } from '../../../lambdas/actions/read-marker-count.ts';
import { putMessage } from '../../../lambdas/table/message.ts';
import { noticeMessage } from '../../../lambdas/flows/create-channel.ts';
import { countingStore } from '../../support/counting-store.ts';
import { World } from '../../support/world.ts';

it('counting ends also where thousands of one’s own messages stand behind the marker', async () => {
  const world = new World();
  const { owner, generalId } = await world.found();
  const about = { by: owner.userId, notice: { what: 'created' } as const, now: world.time };
  for (let seq = 2; seq < 4_002; seq += 100) {
    const own = Array.from({ length: 100 }, (_, at) => noticeMessage(generalId, seq + at, seq + at, about));
    await world.store.write(own.map((message) => putMessage({ ...message, text: 'Mine', notice: null })));
  }
  const store = countingStore(world.store);
  const { counts } = await world.call(
    'readMarker.count',
    readMarkerCount,
    owner,
    { channelIds: [generalId] },
    { store },
  );
  expect(counts).toMatchObject([{ channelId: generalId, unread: 0, mentions: 0 }]);
  expect(store.use.roundTrips).toBeLessThan(30);
});
