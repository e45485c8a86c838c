import { beforeEach, describe, expect, it } from 'vitest';
import { channelRename } from '../../../lambdas/actions/channel-rename.ts';
import { messageDelete } from '../../../lambdas/actions/message-delete.ts';
import { messageEdit } from '../../../lambdas/actions/message-edit.ts';
import { messageList } from '../../../lambdas/actions/message-list.ts';
import { syncChanges } from '../../../lambdas/actions/sync-changes.ts';
import { endMembership } from '../../../lambdas/flows/end-membership.ts';
import { takeNumber, voidNumber } from '../../../lambdas/flows/number.ts';
import { changesAfter } from '../../../lambdas/flows/read-changes.ts';
import { keys } from '../../../lambdas/table/schema.ts';
import { send as sendInto, twoInNews } from '../../support/calls.ts';
import { beforeWrite, storeWith } from '../../support/interposed-store.ts';
import type { Person, World } from '../../support/world.ts';

const DAY_MS = 24 * 3_600_000;

let world: World;
let ada: Person;
let ben: Person;
let channelId: string;
/** The head after the channel was made. */
let begin: number;

beforeEach(async () => {
  ({ world, ada, ben, channelId } = await twoInNews());
  begin = (await world.head(channelId)).seq;
});

const send = (who: Person, text: string) => sendInto(world, who, channelId, text);
const edit = (who: Person, seq: number, text: string) =>
  world.call('message.edit', messageEdit, who, { channelId, seq, text });
const remove = (who: Person, seq: number) => world.call('message.delete', messageDelete, who, { channelId, seq });
const changes = (after = begin, limit?: number) =>
  world.call('sync.changes', syncChanges, ben, { channelId, after, ...(limit ? { limit } : {}) });
const list = (place: { before?: number; after?: number; around?: number; limit?: number } = {}) =>
  world.call('message.list', messageList, ben, { channelId, ...place });

describe('editing and deleting', () => {
  it('keeps the number of the message and takes one for the change', async () => {
    const { seq } = await send(ada, 'Helo');
    const edited = await edit(ada, seq, `Hello <@${ben.userId}>`);
    expect(edited.seq).toBe(seq + 1);
    expect(edited.message).toMatchObject({ seq, lastSeq: seq + 1, mentions: { people: [ben.userId] } });
    const deleted = await remove(ada, seq);
    expect(deleted.message).toMatchObject({ seq, text: '', lastSeq: seq + 2, mentions: { people: [] } });
    expect(deleted.message.deletedAt).toBe(world.time);
    expect((await list()).messages.at(-1)).toEqual(deleted.message);
  });

  it('is silent when it is repeated', async () => {
    const { seq } = await send(ada, 'Hello');
    const first = await remove(ada, seq);
    expect(await remove(ada, seq)).toEqual(first);
    await expect(edit(ada, seq, 'Back')).rejects.toMatchObject({ details: { reason: 'deleted' } });
    expect((await world.head(channelId)).seq).toBe(first.seq);
  });

  it('is the author’s alone, and not for those who were removed', async () => {
    const { seq } = await send(ada, 'Mine');
    await expect(edit(ben, seq, 'Yours')).rejects.toMatchObject({ code: 'forbidden' });
    await expect(edit(ada, 1, 'A notice')).rejects.toMatchObject({ code: 'forbidden' });
    await endMembership(world.scope(), await world.head(channelId), ada.userId, 'left', ada.userId);
    const head = await world.head(channelId);
    await expect(edit(ada, seq, 'Gone')).rejects.toMatchObject({ code: 'forbidden' });
    await expect(remove(ada, seq)).rejects.toMatchObject({ code: 'forbidden' });
    expect((await world.head(channelId)).seq).toBe(head.seq);
  });

  it('checks membership in the transaction, in public channels too', async () => {
    const { seq } = await send(ada, 'Mine');
    const store = beforeWrite(world.store, async () => {
      await endMembership(world.scope(), await world.head(channelId), ada.userId, 'removed', ben.userId);
    });
    await expect(
      world.call('message.edit', messageEdit, ada, { channelId, seq, text: 'Late' }, { store }),
    ).rejects.toMatchObject({ code: 'forbidden' });
    const page = await list();
    expect(page.messages.find((message) => message.seq === seq)?.text).toBe('Mine');
    expect(page.through).toBe((await world.head(channelId)).seq);
  });

  it('takes a new number when another change was faster', async () => {
    const { seq } = await send(ada, 'One');
    const store = beforeWrite(world.store, async () => void (await edit(ada, seq, 'Two')));
    const { message } = await world.call(
      'message.edit',
      messageEdit,
      ada,
      { channelId, seq, text: 'Three' },
      { store },
    );
    expect(message).toMatchObject({ text: 'Three', lastSeq: seq + 3 });
    const { events, through } = await changes(seq);
    expect(events.map((event) => [event.seq, event.message.text])).toEqual([
      [seq + 2, 'Two'],
      [seq + 3, 'Three'],
    ]);
    expect(through).toBe(seq + 3);
  });

  it('knows its own write whose reply was lost', async () => {
    const { seq } = await send(ada, 'One');
    const { store } = world;
    const twice = storeWith(store, {
      write: async (writes) => {
        await store.write(writes);
        return store.write(writes);
      },
    });
    const changed = await world.call(
      'message.edit',
      messageEdit,
      ada,
      { channelId, seq, text: 'Two' },
      { store: twice },
    );
    expect(changed).toMatchObject({ seq: seq + 1, message: { text: 'Two' } });
  });
});

describe('catching up', () => {
  it('gives exactly what was missed, in order', async () => {
    const one = await send(ada, 'One');
    await send(ben, 'Two');
    await edit(ada, one.seq, 'One!');
    await world.call('channel.rename', channelRename, ada, { channelId, name: 'fresh' });
    const { events, through, more, reset } = await changes();
    expect(events.map(({ seq, type }) => [seq - begin, type])).toEqual([
      [1, 'message.posted'],
      [2, 'message.posted'],
      [3, 'message.edited'],
      [4, 'message.posted'],
    ]);
    const renamed = events[3];
    expect(renamed?.type === 'message.posted' && renamed.channel).toMatchObject({ name: 'fresh', lastSeq: begin + 4 });
    expect({ through, more, reset }).toEqual({ through: begin + 4, more: false, reset: false });
  });

  it('goes on in pages', async () => {
    for (let i = 0; i < 7; i++) await send(ada, `Message ${i}`);
    const seen: number[] = [];
    let after = begin;
    for (let more = true; more;) {
      const page = await changes(after, 3);
      expect(page.events.length).toBeLessThanOrEqual(3);
      seen.push(...page.events.map(({ seq }) => seq));
      ({ more, through: after } = page);
    }
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7].map((n) => begin + n));
  });

  it('waits a second for a number that is under way, then voids it', async () => {
    const head = await takeNumber(world.scope(), channelId, { message: true, writable: true });
    const started = world.time;
    const { events, through } = await changes();
    expect(events).toEqual([]);
    expect(through).toBe(head?.seq);
    expect(world.time - started).toBeGreaterThanOrEqual(1_000);
    expect(await voidNumber(world.scope(), channelId, through)).toBe(false);
  });

  it('does not pass a number that is under way, and takes what arrives meanwhile', async () => {
    const head = await takeNumber(world.scope(), channelId, { message: false, writable: true });
    await send(ada, 'Later');
    expect((await list()).through).toBe(begin);
    let waits = 0;
    const scope = world.scope();
    const clock = {
      now: () => world.time,
      wait: async () => {
        waits++;
        await voidNumber(scope, channelId, head?.seq ?? 0);
      },
    };
    const page = await changesAfter({ ...scope, clock }, await world.head(channelId), begin, 100);
    expect(page.events.map(({ message }) => message.text)).toEqual(['Later']);
    expect(waits).toBe(1);
  });

  it('gives what is settled where a hole cannot be voided, as on a full disk, and the rest when it can', async () => {
    const { seq } = await send(ada, 'Settled');
    await takeNumber(world.scope(), channelId, { message: true, writable: true });
    await send(ada, 'Behind the hole');
    world.store.faults.disturb = (call) => (call === 'write' ? 'throttled' : undefined);
    const before = await changes();
    expect(before).toMatchObject({ through: seq, more: true, reset: false });
    expect(before.events.map(({ message }) => message.text)).toEqual(['Settled']);
    await expect(changes(seq)).rejects.toMatchObject({ code: 'unavailable' });
    expect((await list()).messages.at(-1)?.text).toBe('Settled');
    world.store.faults.disturb = undefined;
    const after = await changes(seq);
    expect(after).toMatchObject({ through: seq + 2, more: false });
    expect(after.events.map(({ message }) => message.text)).toEqual(['Behind the hole']);
  });

  it('asks for a fresh start when changes have expired, behind the watermark and in a quiet channel', async () => {
    const { seq } = await send(ada, 'One');
    await edit(ada, seq, 'Two');
    world.time += 31 * DAY_MS;
    await world.store.sweep(world.time / 1000, 1_000);
    expect(await world.store.get(keys.change(channelId, seq + 1))).toBeUndefined();
    expect(await changes(seq)).toMatchObject({ reset: true, through: seq });
    expect(await changes(seq)).toMatchObject({ reset: true });
    for (let i = 0; i < 60; i++) {
      await send(ada, 'More');
      world.time += 1_000;
    }
    expect((await world.head(channelId)).settled).toBeGreaterThan(seq + 1);
    expect(await changes(seq)).toMatchObject({ reset: true });
    expect(await changes(seq + 1)).toMatchObject({ reset: false });
  });
});

describe('history', () => {
  it('pages both ways and around', async () => {
    for (let i = 1; i <= 9; i++) await send(ada, `${i}`);
    const text = ({ messages }: Awaited<ReturnType<typeof list>>) => messages.map((message) => message.text).join('');
    const latest = await list({ limit: 3 });
    expect(text(latest)).toBe('789');
    expect(latest).toMatchObject({ hasBefore: true, hasAfter: false, through: begin + 9 });
    const before = await list({ before: begin + 7, limit: 3 });
    expect(text(before)).toBe('456');
    expect(before).toMatchObject({ hasBefore: true, hasAfter: true });
    const after = await list({ after: begin + 3, limit: 3 });
    expect(text(after)).toBe('456');
    expect(await list({ after: begin + 6 })).toMatchObject({ hasAfter: false });
    const around = await list({ around: begin + 5, limit: 4 });
    expect(text(around)).toContain('456');
    expect(await list({ before: begin })).toMatchObject({ hasBefore: false });
  });

  it('is the same wherever the table ends its pages', async () => {
    for (let i = 1; i <= 9; i++) await send(ada, `${i}`);
    await edit(ada, begin + 2, 'two');
    const { store } = world;
    const places = [{}, { before: begin + 8 }, { after: begin + 1, limit: 5 }, { around: begin + 5 }];
    for (const most of [1, 2, 3]) {
      const cut = storeWith(store, {
        query: (query) => store.query({ ...query, limit: Math.min(most, query.limit ?? Infinity) }),
      });
      for (const place of places)
        expect(await world.call('message.list', messageList, ben, { channelId, ...place }, { store: cut })).toEqual(
          await list(place),
        );
      const input = { channelId, after: begin };
      expect(await world.call('sync.changes', syncChanges, ben, input, { store: cut })).toEqual(await changes());
    }
  });

  it('is cut where a reply would grow too large', async () => {
    for (let i = 0; i < 4; i++) await send(ada, `${i}${'x'.repeat(19_999 - 1)}`.replaceAll('x', '"'));
    const page = await list();
    expect(JSON.stringify(page).length).toBeLessThan(128_000);
    expect(page.hasBefore).toBe(true);
    expect(page.messages.at(-1)?.text.startsWith('3')).toBe(true);
  });

  it('raises the watermark as people write, and never past a hole', async () => {
    for (let i = 0; i < 40; i++) {
      await send(ada, 'More');
      world.time += 1_000;
    }
    const { settled, seq } = await world.head(channelId);
    expect(seq - settled).toBeLessThan(33);
    const hole = await takeNumber(world.scope(), channelId, { message: true, writable: true });
    for (let i = 0; i < 100; i++) await send(ada, 'Fast');
    expect((await world.head(channelId)).settled).toBeLessThan(hole?.seq ?? 0);
    world.time += 10_000;
    for (let i = 0; i < 60; i++) {
      await send(ada, 'Slow');
      world.time += 1_000;
    }
    expect((await world.head(channelId)).settled).toBeGreaterThan(hole?.seq ?? 0);
  });
});
