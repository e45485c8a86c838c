/** A page of history is read beside the permission for it: what happens between the two reads. */
import { beforeEach, expect, it } from 'vitest';
import { channelAddMembers } from '../../../lambdas/actions/channel-add-members.ts';
import { channelRemoveMember } from '../../../lambdas/actions/channel-remove-member.ts';
import { memberRemove } from '../../../lambdas/actions/member-remove.ts';
import { messageEdit } from '../../../lambdas/actions/message-edit.ts';
import { messageList } from '../../../lambdas/actions/message-list.ts';
import { takeNumber, voidNumber } from '../../../lambdas/flows/number.ts';
import { raiseSettled } from '../../../lambdas/table/channel.ts';
import type { Store } from '../../../lambdas/table/store.ts';
import { send as sendTo, twoInPlans } from '../../support/calls.ts';
import { beforeWrite, storeWith } from '../../support/interposed-store.ts';
import type { Person, World } from '../../support/world.ts';

let world: World;
let owner: Person;
let ada: Person;
let ben: Person;
let channelId: string;

beforeEach(async () => {
  ({ world, owner, ada, ben, channelId } = await twoInPlans());
});

const FORBIDDEN = { code: 'forbidden' };
const send = (store: Store = world.store) => sendTo(world, ada, channelId, 'Psst', { store });
const remove = (store: Store = world.store) =>
  world.call('channel.removeMember', channelRemoveMember, ada, { channelId, userId: ben.userId }, { store });
const list = (store: Store, place: { before?: number; after?: number; limit?: number } = {}) =>
  world.call('message.list', messageList, ben, { channelId, ...place }, { store });

/** Settles all numbers. @returns the last of them */
async function settle(): Promise<number> {
  const head = await world.head(channelId);
  await world.store.write([raiseSettled(head, head.seq, world.time)]);
  return head.seq;
}

/** Work that has taken its number, and waits before it writes under it. */
async function begun(work: (store: Store) => Promise<unknown>): Promise<() => Promise<unknown>> {
  const [reached, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const done = work(
    beforeWrite(world.store, () => {
      reached.resolve();
      return gate.promise;
    }),
  );
  await Promise.race([reached.promise, done]);
  return () => {
    gate.resolve();
    return done;
  };
}

/** A store whose pages are read after the permission, and after `happens`. */
function between(happens: () => Promise<unknown>): Store {
  const { store } = world;
  const permitted = Promise.withResolvers<unknown>();
  return storeWith(store, {
    async get(key, options) {
      const item = await store.get(key, options);
      if (key.sk !== 'META') permitted.resolve(happens());
      return item;
    },
    async getMany(...given) {
      const items = await store.getMany(...given);
      permitted.resolve(happens());
      return items;
    },
    async query(query) {
      await permitted.promise;
      return store.query(query);
    },
  });
}

it('a message that is numbered after a removal is not for who was removed, though their permission knew its number', async () => {
  const finishRemoval = await begun(remove);
  const finishSending = await begun(send);
  const finish = async () => {
    await finishRemoval();
    await finishSending();
  };
  await expect(list(between(finish))).rejects.toMatchObject(FORBIDDEN);
});

it('nor is a change of a message that stands far behind', async () => {
  const { seq } = await send();
  await send();
  const through = await settle();
  world.time += 60_000;
  const finishRemoval = await begun(remove);
  const finishEdit = await begun((store) =>
    world.call('message.edit', messageEdit, ada, { channelId, seq, text: 'Not for Ben' }, { store }),
  );
  const finish = async () => {
    await finishRemoval();
    await finishEdit();
  };
  await expect(list(between(finish), { before: through })).rejects.toMatchObject(FORBIDDEN);
});

it('the reads of a permission are not of one moment: what came after the removal between them is not told', async () => {
  const { store } = world;
  const torn = storeWith(store, {
    async getMany([channel, ...others], options) {
      const rest = await store.getMany(others, options);
      await remove();
      await send();
      return [...(await store.getMany(channel ? [channel] : [], options)), ...rest];
    },
  });
  const read = Promise.withResolvers<void>();
  const slow = storeWith(torn, {
    async getMany(...given) {
      const items = await torn.getMany(...given);
      read.resolve();
      return items;
    },
    async query(query) {
      await read.promise;
      return store.query(query);
    },
  });
  await expect(list(slow)).rejects.toMatchObject(FORBIDDEN);
});

/** A store whose first page is read after a visitor's permission, and after `happens`. */
function afterVisitor(happens: () => Promise<unknown>): Store {
  const { store } = world;
  const permitted = Promise.withResolvers<void>();
  let pending = true;
  return storeWith(store, {
    async query(query) {
      if (pending) {
        pending = false;
        await permitted.promise;
        await happens();
      }
      return store.query(query);
    },
    async get(...given) {
      const item = await store.get(...given);
      permitted.resolve();
      return item;
    },
  });
}

const takeOut = () =>
  world.call('member.remove', memberRemove, owner, { workspaceId: world.workspaceId, userId: ben.userId });

it('what comes in a public channel after one was taken out of the workspace is not told either', async () => {
  channelId = await world.channel('news', 'public', [ada]);
  const slow = afterVisitor(async () => {
    await takeOut();
    await send();
  });
  await expect(list(slow)).rejects.toMatchObject(FORBIDDEN);
});

it('nor is what had taken its number there before a visitor was taken out, and came after it', async () => {
  channelId = await world.channel('news', 'public', [ada]);
  const finishSending = await begun(send);
  const slow = afterVisitor(async () => {
    await takeOut();
    await finishSending();
  });
  await expect(list(slow)).rejects.toMatchObject(FORBIDDEN);
});

it('who was taken out and is in again sees all of it', async () => {
  await remove();
  await world.call('channel.addMembers', channelAddMembers, ada, { channelId, userIds: [ben.userId] });
  const { seq } = await send();
  expect((await list(world.store)).messages.at(-1)?.seq).toBe(seq);
});

/** A store that reads the membership, then lets something happen, then reads the head beside it; pages come after that. */
function tornAround(happens: () => Promise<unknown>, pagesRead?: Promise<unknown>): Store {
  const { store } = world;
  const isRead = Promise.withResolvers<void>();
  let pending = true;
  return storeWith(store, {
    async getMany([channel, ...others], options) {
      const rest = await store.getMany(others, options);
      if (pending) await happens();
      pending = false;
      isRead.resolve();
      return [...(await store.getMany(channel ? [channel] : [], options)), ...rest];
    },
    async query(query) {
      await (pagesRead ?? isRead.promise);
      return store.query(query);
    },
  });
}

it('nor where the removal is settled by then, and stands below a short page', async () => {
  const torn = tornAround(async () => {
    await remove();
    await send();
    await settle();
  });
  await expect(list(torn, { limit: 1 })).rejects.toMatchObject(FORBIDDEN);
});

it('nor where it is settled by then, and the page is read once more', async () => {
  const gone = Promise.withResolvers<void>();
  const { store } = world;
  let answered = 0;
  const answers = Promise.withResolvers<void>();
  const torn = tornAround(async () => {
    await remove();
    await send();
    gone.resolve();
    await answers.promise;
    const head = await takeNumber(world.scope(), channelId, { message: true, writable: true });
    await voidNumber(world.scope(), channelId, head?.seq ?? 0);
    await settle();
  }, gone.promise);
  const counted = storeWith(torn, {
    async query(query) {
      await gone.promise;
      const page = await store.query(query);
      answered += 1;
      if (answered === 2) answers.resolve();
      return page;
    },
  });
  await expect(list(counted)).rejects.toMatchObject(FORBIDDEN);
});

it('a page that ends below the line of the removal holds nothing that was written after it', async () => {
  const after = (await world.head(channelId)).seq;
  const finishSending = await begun(send);
  const finish = async () => {
    await remove();
    await finishSending();
  };
  await expect(list(between(finish), { after, limit: 1 })).rejects.toMatchObject(FORBIDDEN);
});

it('nor does one whose messages were read before the removal, and the changes of them after it', async () => {
  const { seq } = await send();
  const { store } = world;
  const finishEdit = await begun((through) =>
    world.call('message.edit', messageEdit, ada, { channelId, seq, text: 'Not for Ben' }, { store: through }),
  );
  const permitted = Promise.withResolvers<void>();
  const edited = Promise.withResolvers<void>();
  const slow = storeWith(store, {
    async getMany(...given) {
      const items = await store.getMany(...given);
      permitted.resolve();
      return items;
    },
    async query(query) {
      await permitted.promise;
      const isOfMessages = JSON.stringify(query.sk).includes('M#');
      if (!isOfMessages) await edited.promise;
      const page = await store.query(query);
      if (isOfMessages)
        edited.resolve(
          remove()
            .then(finishEdit)
            .then(() => undefined),
        );
      return page;
    },
  });
  await expect(list(slow)).rejects.toMatchObject(FORBIDDEN);
});
