import { beforeEach, expect, it } from 'vitest';
import { messageList } from '../../../lambdas/actions/message-list.ts';
import { messageSend } from '../../../lambdas/actions/message-send.ts';
import { readMarkerCount } from '../../../lambdas/actions/read-marker-count.ts';
import { readMarkerMove } from '../../../lambdas/actions/read-marker-move.ts';
import { type Person, World } from '../../support/world.ts';

const FAR = Number.MAX_SAFE_INTEGER;
let world: World;
let owner: Person;
let channelId: string;
beforeEach(async () => {
  world = new World();
  ({ owner, generalId: channelId } = await world.found());
  await world.call('message.send', messageSend, owner, { channelId, clientMessageId: 'far-numbers', text: 'Hello' });
});

it.each([{ before: 1 }, { after: FAR }, { around: FAR }])('a page at the end of all numbers: %j', async (place) => {
  const { messages } = await world.call('message.list', messageList, owner, { channelId, ...place });
  expect(messages.length).toBe('around' in place ? 2 : 0);
});

it('a marker beyond everything leaves nothing unread', async () => {
  const markers = [{ channelId, readSeq: FAR, readOrd: FAR }];
  await world.call('readMarker.move', readMarkerMove, owner, { markers });
  const { counts } = await world.call('readMarker.count', readMarkerCount, owner, { channelIds: [channelId] });
  expect(counts).toMatchObject([{ channelId, unread: 0, mentions: 0 }]);
});
