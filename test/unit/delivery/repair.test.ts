import { beforeEach, describe, expect, it } from 'vitest';
import { messageSend } from '../../../lambdas/actions/message-send.ts';
import { socketLook } from '../../../lambdas/actions/socket-look.ts';
import { create as createRepair } from '../../../lambdas/repair.ts';
import { type Person, type World } from '../../support/world.ts';
import { hello, send, twoInNews } from '../../support/calls.ts';

let world: World;
let ada: Person;
let ben: Person;
let channelId: string;

beforeEach(async () => {
  ({ world, ada, ben, channelId } = await twoInNews());
});

const repair = (after: number, fails = false) => {
  const changes = world.store.changes(after, 10_000);
  const Records = changes
    .filter(({ event }) => event === 'INSERT')
    .map(({ sequence, key, image }) => ({
      eventName: 'INSERT' as const,
      dynamodb: {
        SequenceNumber: String(sequence),
        Keys: { pk: { S: key.pk }, sk: { S: key.sk } },
        NewImage: {
          type: { S: typeof image?.['type'] === 'string' ? image['type'] : '' },
          ...(image?.['notice'] ? { notice: { M: {} } } : {}),
        },
      },
    }));
  if (fails) world.store.faults.disturb = (call) => (call === 'get' ? 'throttled' : undefined);
  return createRepair(world.scope(), {})({ Records });
};

describe('the repair of lost pushes', () => {
  it('leaves a new channel alone: nobody else is in it', async () => {
    const maker = await hello(world, ada);
    const before = world.store.lastSequence;
    const fresh = await world.channel('fresh', 'private', [maker]);
    await world.call('socket.look', socketLook, maker, { open: [fresh], closed: [] });
    expect(await repair(before)).toEqual({ batchItemFailures: [] });
    expect(world.events(maker)).toMatchObject([{ type: 'membership.started', own: { channel: { channelId: fresh } } }]);
  });

  it('tips those who look and hints the others, only when a push is missing', async () => {
    const looks = await hello(world, ben, [channelId]);
    const away = await hello(world, ada);
    const before = world.store.lastSequence;
    const input = { channelId, clientMessageId: 'crashed-message', text: 'Lost' };
    const crashed = new Error('crashed');
    const replied = () => {
      throw crashed;
    };
    await expect(world.call('message.send', messageSend, ben, input, { replied })).rejects.toBe(crashed);
    expect(await repair(before)).toEqual({ batchItemFailures: [] });
    const { seq, ord } = await world.head(channelId);
    expect(world.events(looks)).toEqual([{ type: 'channel.tipped', channelId, seq, ord }]);
    expect(world.events(away)).toEqual([{ type: 'channel.hinted', channelId, seq, ord }]);
    await repair(before);
    await send(world, ben, channelId, 'Pushed');
    world.events(looks);
    await repair(before);
    expect(world.events(looks)).toEqual([]);
  });

  it('reports what it could not handle', async () => {
    const before = world.store.lastSequence;
    await send(world, ada, channelId, 'One');
    const { batchItemFailures } = await repair(before, true);
    expect(batchItemFailures).toHaveLength(1);
  });
});
