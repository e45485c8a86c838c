import { beforeEach, expect, it } from 'vitest';
import { channelRemoveMember } from '../../../lambdas/actions/channel-remove-member.ts';
import { messageSend } from '../../../lambdas/actions/message-send.ts';
import { readMarkerMove } from '../../../lambdas/actions/read-marker-move.ts';
import { endMembership } from '../../../lambdas/flows/end-membership.ts';
import { loadMembership } from '../../../lambdas/table/channel-member.ts';
import { twoInPlans } from '../../support/calls.ts';
import { beforeWrite } from '../../support/interposed-store.ts';
import type { Person, World } from '../../support/world.ts';

let world: World;
let ada: Person;
let ben: Person;
let channelId: string;

beforeEach(async () => {
  ({ world, ada, ben, channelId } = await twoInPlans());
});

it('who lost their place while removing somebody removes nobody', async () => {
  const store = beforeWrite(world.store, async () => {
    await endMembership(world.scope(), await world.head(channelId), ada.userId, 'left', ada.userId);
  });
  const input = { channelId, userId: ben.userId };
  const removal = world.call('channel.removeMember', channelRemoveMember, ada, input, { store });
  await expect(removal).rejects.toMatchObject({ code: 'forbidden' });
  expect(await loadMembership(world.store, channelId, ben.userId)).toBeDefined();
});

const send = async (clientMessageId: string) => {
  const input = { channelId, clientMessageId, text: 'Read me' };
  const { message } = await world.call('message.send', messageSend, ada, input);
  return { channelId, readSeq: message.seq, readOrd: message.ord };
};

it('a move that comes late takes no read marker back, unless it is meant to', async () => {
  const [first, second] = [await send('message-1'), await send('message-2')];
  const move = async (marker: typeof first, unread: boolean) => {
    const { markers } = await world.call('readMarker.move', readMarkerMove, ben, { markers: [marker], unread });
    return markers[0]?.readSeq;
  };
  expect(await move(second, false)).toBe(second.readSeq);
  expect(await move(first, false)).toBe(second.readSeq);
  expect(await move(first, true)).toBe(first.readSeq);
});
