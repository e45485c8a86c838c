import { beforeEach, describe, expect, it } from 'vitest';
import { messageEdit } from '../../../lambdas/actions/message-edit.ts';
import { messageSend } from '../../../lambdas/actions/message-send.ts';
import { voidNumber } from '../../../lambdas/flows/number.ts';
import { isVoid } from '../../../lambdas/table/message.ts';
import { keys } from '../../../lambdas/table/schema.ts';
import type { Store } from '../../../lambdas/table/store.ts';
import { beforeWrite } from '../../support/interposed-store.ts';
import { type Person, World } from '../../support/world.ts';

let world: World;
let ada: Person;
let channelId: string;

beforeEach(async () => {
  world = new World();
  await world.found();
  ada = await world.person();
  channelId = await world.channel('plans', 'private', [ada]);
});

const send = async () => {
  const input = { channelId, clientMessageId: 'message-1', text: 'Hello' };
  return (await world.call('message.send', messageSend, ada, input)).message.seq;
};
const edit = (seq: number, store: Store = world.store) =>
  world.call('message.edit', messageEdit, ada, { channelId, seq, text: 'Hello!' }, { store });
const standing = async (seq: number) => {
  const wanted = [keys.message(channelId, seq), keys.change(channelId, seq)];
  const items = await world.store.getMany(wanted, { consistent: true });
  return items.map((item) => item && (isVoid(item) ? 'void' : 'written'));
};

describe('a void', () => {
  it('takes both places of a number that has nothing', async () => {
    expect(await voidNumber(world.scope(), channelId, 99)).toBe(true);
    expect(await standing(99)).toEqual(['void', 'void']);
  });

  it('leaves a message alone', async () => {
    const seq = await send();
    expect(await voidNumber(world.scope(), channelId, seq)).toBe(false);
    expect(await standing(seq)).toEqual(['written', undefined]);
  });

  it('leaves a change alone', async () => {
    const { seq } = await edit(await send());
    expect(await voidNumber(world.scope(), channelId, seq)).toBe(false);
    expect(await standing(seq)).toEqual([undefined, 'written']);
  });

  it('sends a change that comes later to the next number', async () => {
    const seq = await send();
    const store = beforeWrite(world.store, async () => {
      await voidNumber(world.scope(), channelId, (await world.head(channelId)).seq);
    });
    expect((await edit(seq, store)).seq).toBe(seq + 2);
    expect(await standing(seq + 1)).toEqual(['void', 'void']);
    expect(await standing(seq + 2)).toEqual([undefined, 'written']);
  });
});
