import { beforeEach, describe, expect, it } from 'vitest';
import { channelArchive } from '../../../lambdas/actions/channel-archive.ts';
import { messageDelete } from '../../../lambdas/actions/message-delete.ts';
import { messageEdit } from '../../../lambdas/actions/message-edit.ts';
import { messageList } from '../../../lambdas/actions/message-list.ts';
import { messageSend } from '../../../lambdas/actions/message-send.ts';
import { endMembership } from '../../../lambdas/flows/end-membership.ts';
import { takeNumber, voidNumber } from '../../../lambdas/flows/number.ts';
import { Memory } from '../../../lambdas/ports/memory.ts';
import { keys } from '../../../lambdas/table/schema.ts';
import { hello, twoInNews } from '../../support/calls.ts';
import { countingStore } from '../../support/counting-store.ts';
import { beforeWrite } from '../../support/interposed-store.ts';
import type { Person, World } from '../../support/world.ts';

let world: World;
let ada: Person;
let ben: Person;
let channelId: string;

beforeEach(async () => {
  ({ world, ada, ben, channelId } = await twoInNews());
});

let ids = 0;
const send = (who: Person, text: string, clientMessageId = `message-${++ids}`, into = channelId) =>
  world.call('message.send', messageSend, who, { channelId: into, clientMessageId, text });
const texts = async () =>
  (await world.call('message.list', messageList, ada, { channelId })).messages
    .filter(({ notice }) => !notice)
    .map(({ text }) => text);

describe('a message', () => {
  it('gets the next number and counts as a message', async () => {
    const { seq, ord } = await world.head(channelId);
    const { message } = await send(ada, 'Hello');
    expect(message).toMatchObject({ seq: seq + 1, ord: ord + 1, author: ada.userId, text: 'Hello', lastSeq: seq + 1 });
    expect(await texts()).toEqual(['Hello']);
  });

  it('is the same message however often it is sent', async () => {
    const first = await send(ada, 'Once', 'same-message');
    const second = await send(ada, 'Once', 'same-message');
    expect(second).toEqual(first);
    expect(await texts()).toEqual(['Once']);
    await send(ada, 'Next');
    const page = await world.call('message.list', messageList, ada, { channelId });
    expect(page.through).toBe((await world.head(channelId)).seq);
  });

  it('is new when someone else uses the same client message id', async () => {
    await send(ada, 'Ada', 'same-message');
    await send(ben, 'Ben', 'same-message');
    expect(await texts()).toEqual(['Ada', 'Ben']);
  });

  it('is not told in another channel that has its client message id', async () => {
    await send(ada, 'Once', 'same-message');
    const other = await world.channel('other', 'public', [ada]);
    await expect(send(ada, 'Once', 'same-message', other)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('stands once when its reply was lost and it is sent again', async () => {
    world.store.faults.disturb = (call) => (call === 'write' ? 'lost-reply' : undefined);
    await expect(send(ada, 'Lost', 'lost-message')).rejects.toMatchObject({ name: 'StoreUnavailable' });
    world.store.faults.disturb = undefined;
    const { message } = await send(ada, 'Lost', 'lost-message');
    expect(await texts()).toEqual(['Lost']);
    expect(message.seq).toBe((await world.head(channelId)).seq - 1);
  });

  it('takes a new number when a reader has voided its own', async () => {
    let voided = 0;
    const store = beforeWrite(world.store, async () => {
      voided = (await world.head(channelId)).seq;
      await voidNumber(world.scope(), channelId, voided);
    });
    const input = { channelId, clientMessageId: 'voided-message', text: 'Late' };
    const { message } = await world.call('message.send', messageSend, ada, input, { store });
    expect(message.seq).toBe(voided + 1);
    expect(await texts()).toEqual(['Late']);
  });
});

describe('refusals', () => {
  it('answers a stranger as if there were no channel, and takes no number', async () => {
    const stranger = await world.person();
    const hidden = await world.channel('hidden', 'private', [ada]);
    const before = [await world.head(hidden), await world.head(channelId)];
    const nowhere = `C${'0'.repeat(26)}`;
    const refusals = await Promise.all(
      [hidden, channelId, nowhere].map((id) => send(stranger, 'Hi', undefined, id).catch((error: unknown) => error)),
    );
    expect(refusals[0]).toMatchObject({ code: 'forbidden' });
    expect(new Set(refusals.map(String)).size).toBe(1);
    expect([await world.head(hidden), await world.head(channelId)]).toEqual(before);
  });

  it('voids the number of someone who was removed a moment ago', async () => {
    await send(ben, 'Still here');
    const elsewhere = { ...world.scope(), memory: new Memory() };
    await endMembership(elsewhere, await world.head(channelId), ben.userId, 'removed', ada.userId);
    await expect(send(ben, 'Too late')).rejects.toMatchObject({ code: 'forbidden' });
    const { seq } = await world.head(channelId);
    expect(await world.store.get(keys.message(channelId, seq))).toMatchObject({ type: 'void' });
    expect(await texts()).toEqual(['Still here']);
  });

  it('checks membership in the transaction of a private channel', async () => {
    const hidden = await world.channel('hidden', 'private', [ada, ben]);
    await send(ben, 'Warm', undefined, hidden);
    const store = beforeWrite(world.store, async () => {
      await endMembership(world.scope(), await world.head(hidden), ben.userId, 'removed', ada.userId);
    });
    const input = { channelId: hidden, clientMessageId: 'removed-message', text: 'Secretly' };
    await expect(world.call('message.send', messageSend, ben, input, { store })).rejects.toMatchObject({
      code: 'forbidden',
    });
    const { messages, through } = await world.call('message.list', messageList, ada, { channelId: hidden });
    expect(messages.map(({ text }) => text)).not.toContain('Secretly');
    expect(through).toBe((await world.head(hidden)).seq);
  });

  it('says that a channel is archived, cold and warm', async () => {
    await send(ben, 'Warm');
    await world.call('channel.archive', channelArchive, ada, { channelId });
    const { seq } = await world.head(channelId);
    for (const who of [ada, ben]) {
      await expect(send(who, 'No')).rejects.toMatchObject({ code: 'conflict', details: { reason: 'archived' } });
    }
    expect((await world.head(channelId)).seq).toBe(seq);
  });

  it('limits how much one person sends in ten seconds, whatever goes on in parallel', async () => {
    world.settings = { ...world.settings, sendLimit: 8 };
    await send(ada, 'Warm');
    const tries = await Promise.allSettled(Array.from({ length: 30 }, (_, index) => send(ada, `Burst ${index}`)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(7);
    await expect(send(ada, 'More')).rejects.toMatchObject({ code: 'rate_limited', details: { retryAfterMs: 10_000 } });
    await send(ben, 'Others may');
    world.time += 10_000;
    await send(ada, 'Again');
    const page = await world.call('message.list', messageList, ada, { channelId });
    expect(page.through).toBe((await world.head(channelId)).seq);
    expect(page.messages.filter(({ notice }) => !notice)).toHaveLength(10);
  });
});

const measure = async (into: string) => {
  await hello(world, ben, [into]);
  await send(ada, 'Warm', undefined, into);
  const store = countingStore(world.store);
  const seen = { reply: 0, push: 0 };
  world.onPost(() => {
    seen.push ||= store.use.roundTrips;
  });
  const input = { channelId: into, clientMessageId: `counted-${into}`, text: 'Counted' };
  await world.call('message.send', messageSend, ada, input, {
    store,
    replied: () => {
      seen.reply = store.use.roundTrips;
    },
  });
  return { ...seen, writeUnits: store.use.writeUnits };
};

describe('what a send costs', () => {
  it('is two round trips to the reply, three to the push and 6 write units in a public channel', async () => {
    expect(await measure(channelId)).toEqual({ reply: 2, push: 3, writeUnits: 6 });
  });

  it('is 8 write units in a private channel', async () => {
    const hidden = await world.channel('hidden', 'private', [ada, ben]);
    expect(await measure(hidden)).toEqual({ reply: 2, push: 3, writeUnits: 8 });
  });
});

it('a number that a dead worker left behind does not stop the channel', async () => {
  await send(ada, 'Before');
  await takeNumber(world.scope(), channelId, { message: true, writable: true });
  await send(ben, 'After');
  expect(await texts()).toEqual(['Before']);
  world.time += 1_001;
  expect(await texts()).toEqual(['Before', 'After']);
});

describe('who sends too fast', () => {
  it('is refused without taking numbers of the channel', async () => {
    world.settings = { ...world.settings, sendLimit: 6 };
    const limited = { code: 'rate_limited' };
    for (let count = 0; count < 6; count++) await send(ada, 'Fast');
    await expect(send(ada, 'Too fast')).rejects.toMatchObject(limited);
    const { seq } = await world.head(channelId);
    const store = countingStore(world.store);
    const input = { channelId, clientMessageId: 'refused-message', text: 'Too fast again' };
    await expect(world.call('message.send', messageSend, ada, input, { store })).rejects.toMatchObject(limited);
    expect(store.use.roundTrips).toBe(0);
    expect((await world.head(channelId)).seq).toBe(seq);
    world.time += 10_000;
    await send(ada, 'In time');
  });

  it('edits and deletes no faster', async () => {
    world.settings = { ...world.settings, sendLimit: 6 };
    const { seq } = (await send(ada, 'First')).message;
    const edit = (text: string) => world.call('message.edit', messageEdit, ada, { channelId, seq, text });
    for (let count = 0; count < 5; count++) await edit(`Edited ${count}`);
    await expect(edit('Once more')).rejects.toMatchObject({ code: 'rate_limited' });
    const gone = world.call('message.delete', messageDelete, ada, { channelId, seq });
    await expect(gone).rejects.toMatchObject({ code: 'rate_limited' });
  });
});
