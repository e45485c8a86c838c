/** A page of history whose reads are answered before its channel's head is, while a function whose clock is behind settles numbers. */
import { beforeEach, describe, expect, it } from 'vitest';
import { messageEdit } from '../../../lambdas/actions/message-edit.ts';
import { messageList } from '../../../lambdas/actions/message-list.ts';
import { raiseSettled } from '../../../lambdas/table/channel.ts';
import type { Key, Store } from '../../../lambdas/table/store.ts';
import { send as sendTo, twoInNews } from '../../support/calls.ts';
import { countingStore } from '../../support/counting-store.ts';
import { storeWith } from '../../support/interposed-store.ts';
import type { Person, World } from '../../support/world.ts';

const CLOCK_BEHIND_MS = 120_000;
const FAR = Number.MAX_SAFE_INTEGER;

interface Where {
  readonly before?: number;
  readonly after?: number;
  readonly around?: number;
  readonly limit?: number;
}

let world: World;
let ada: Person;
let ben: Person;
let channelId: string;

beforeEach(async () => {
  ({ world, ada, ben, channelId } = await twoInNews());
});

const send = () => sendTo(world, ada, channelId, 'Hello');
const list = (where: Where, store: Store = world.store) =>
  world.call('message.list', messageList, ben, { channelId, ...where }, { store });

/** Everything up to now is settled, says a function whose clock is behind. */
async function settle(): Promise<void> {
  const head = await world.head(channelId);
  await world.store.write([raiseSettled(head, head.seq, world.time - CLOCK_BEHIND_MS)]);
}

async function sendAndSettle(): Promise<void> {
  await send();
  await settle();
}

/** A store that answers for the head only after every page that was asked for beside it was answered, and after `happens`. */
function headAfterPages(happens: () => Promise<unknown>): Store {
  const { store } = world;
  const pages: Promise<unknown>[] = [];
  let pending = true;
  const headComes = async (wanted: readonly Key[]): Promise<void> => {
    if (!pending || !wanted.some(({ sk }) => sk === 'META')) return;
    pending = false;
    await Promise.resolve();
    await Promise.all(pages);
    await happens();
  };
  return storeWith(store, {
    async get(key, options) {
      await headComes([key]);
      return store.get(key, options);
    },
    async getMany(wanted, options) {
      await headComes(wanted);
      return store.getMany(wanted, options);
    },
    query(query) {
      const page = store.query(query);
      pages.push(page);
      return page;
    },
  });
}

describe('what is settled before the head is read', () => {
  it.each<Where>([{}, { limit: 1 }, { before: FAR }, { after: 1 }, { around: 3 }])(
    'is in the page that says how far it goes: %j',
    async (where) => {
      await send();
      const late = headAfterPages(sendAndSettle);
      const { messages, through } = await list(where, late);
      const { seq } = await world.head(channelId);
      expect(through).toBe(seq);
      expect(messages.at(-1)?.seq).toBe(seq);
    },
  );

  it.each<Where>([{}, { before: 4 }, { after: 1 }, { around: 3 }])(
    'is in the state of the messages of that page: %j',
    async (where) => {
      const { seq } = await send();
      const late = headAfterPages(async () => {
        await world.call('message.edit', messageEdit, ada, { channelId, seq, text: 'Edited' });
        await settle();
      });
      const { messages, through } = await list(where, late);
      expect(through).toBe(seq + 1);
      expect(messages.find((message) => message.seq === seq)?.text).toBe('Edited');
    },
  );
});

it('a change that comes between the reading of the messages and that of the changes is in the page', async () => {
  const { seq } = await send();
  const edited = Promise.withResolvers<unknown>();
  const { store } = world;
  const edit = () => world.call('message.edit', messageEdit, ada, { channelId, seq, text: 'Edited' });
  const slow = storeWith(store, {
    async query(query) {
      if (!JSON.stringify(query.sk).includes('M#')) await edited.promise;
      const page = await store.query(query);
      edited.resolve(edit());
      return page;
    },
  });
  const { messages, through } = await list({}, slow);
  expect(through).toBe(seq + 1);
  expect(messages.at(-1)).toMatchObject({ seq, lastSeq: seq + 1, text: 'Edited' });
});

describe.each<Where>([{}, { before: FAR }, { after: 0 }, { around: 1 }])('a page %j', (where) => {
  const read = (who: Person, id: string) => world.call('message.list', messageList, who, { channelId: id, ...where });
  const FORBIDDEN = { code: 'forbidden' };

  it('of a private channel is for nobody who is not in it', async () => {
    const secret = await world.channel('plans', 'private', [ada]);
    expect((await read(ada, secret)).messages).not.toEqual([]);
    await expect(read(ben, secret)).rejects.toMatchObject(FORBIDDEN);
  });

  it('of a public channel is for everyone in its workspace, and for nobody who is not in that', async () => {
    const cy = await world.person();
    expect((await read(cy, channelId)).messages).not.toEqual([]);
    const outsider = { userId: `U${'9'.repeat(26)}`, connectionId: null };
    await expect(read(outsider, channelId)).rejects.toMatchObject(FORBIDDEN);
    await expect(read(cy, `C${'9'.repeat(26)}`)).rejects.toMatchObject(FORBIDDEN);
  });
});

describe('round trips', () => {
  const tripsOf = async (where: Where, happens: () => Promise<unknown> = () => Promise.resolve()) => {
    const store = countingStore(headAfterPages(happens));
    let trips = 0;
    const input = { channelId, ...where };
    const replied = () => (trips = store.use.roundTrips);
    await world.call('message.list', messageList, ben, input, { store, replied });
    return trips;
  };

  beforeEach(async () => {
    for (let sent = 0; sent < 60; sent++) await send();
    await settle();
  });

  it('one of the latest page that holds all that was settled just now', async () => {
    expect(await tripsOf({})).toBe(1);
    expect((await world.head(channelId)).seq).toBe(62);
  });

  it('two where it does not', async () => {
    expect(await tripsOf({}, sendAndSettle)).toBeGreaterThan(1);
  });

  it.each<Where>([{ before: 40 }, { after: 10, limit: 20 }, { around: 30, limit: 20 }])(
    'two of a page behind the head: %j',
    async (where) => {
      expect(await tripsOf(where)).toBe(2);
    },
  );
});
