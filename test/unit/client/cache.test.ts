import { expect, it } from 'vitest';
import type { OwnChannel } from '../../../protocol/channel.ts';
import { createCache } from '../../../web/src/client/cache.ts';
import type { Core } from '../../../web/src/client/core.ts';
import { memoryDatabase } from '../../../web/src/client/database.ts';
import { dropChannel, putOwn } from '../../../web/src/store/changes.ts';
import { draftOf, only } from '../../../web/src/store/draft.ts';
import { key } from '../../../web/src/store/state.ts';
import { createStore } from '../../../web/src/store/store.ts';
import { timelineOf } from '../../../web/src/store/timeline.ts';
import { visitOf } from '../../../web/src/store/visit.ts';
import { CHANNEL, History } from '../store/model.ts';

const clock = { now: () => 0, after: () => () => undefined };

function cacheOn(database: ReturnType<typeof memoryDatabase>) {
  const store = createStore();
  const core = { store, env: { clock }, commit: store.apply, isClosed: () => false } as unknown as Core;
  return { store, cache: createCache(core, database) };
}

const keep = (database: ReturnType<typeof memoryDatabase>, name: string, value: string) =>
  database.put('drafts', name, { name, value });

it('takes over what another tab did to the drafts after they were read first', async () => {
  const database = memoryDatabase();
  await Promise.all(['sent', 'written on', 'mine'].map((name) => keep(database, name, 'early')));
  const { store, cache } = cacheOn(database);
  store.apply((await cache.restore(null)).patch);
  expect(store.get(key.draft('sent'))).toBe('early');
  await database.put('drafts', 'sent', undefined);
  await keep(database, 'written on', 'late');
  await keep(database, 'begun', 'late');
  // What is typed here is newer than all that the disk says.
  store.apply(only(key.draft('mine'), 'typed'));
  cache.saveDraft('mine', 'typed');
  await cache.look();
  expect(['sent', 'written on', 'begun', 'mine'].map((name) => store.get(key.draft(name)))).toEqual([
    undefined,
    'late',
    'late',
    'typed',
  ]);
});

it('keeps the drafts it has where they cannot be read again', async () => {
  const database = memoryDatabase();
  await keep(database, 'a', 'early');
  const { store, cache } = cacheOn({ ...database, all: () => Promise.reject(new Error('gone')) });
  store.apply((await cache.restore(null)).patch);
  await cache.look();
  expect(store.get(key.draft('a'))).toBe('early');
});

it('keeps nothing of a channel that one is not in any more and looks at at once', async () => {
  const database = memoryDatabase();
  const { store, cache } = cacheOn(database);
  const history = new History([{ kind: 'post' }]);
  const names = [key.channel(CHANNEL), key.unread(CHANNEL), key.timeline(CHANNEL)];
  const change = async (own: OwnChannel): Promise<void> => {
    const draft = draftOf(store.state);
    dropChannel(draft, CHANNEL);
    putOwn(draft, own);
    draft.set(key.timeline(CHANNEL), timelineOf(history.page(1, { limit: 50 })));
    store.apply(draft.patch);
    cache.changed(names);
    await cache.flush();
  };
  const all = async () => [...(await database.all('entities')), ...(await database.all('timelines'))];
  await change(history.own());
  expect(await all()).toHaveLength(names.length);
  await change(visitOf(history.own().channel));
  expect(await all()).toEqual([]);
});
