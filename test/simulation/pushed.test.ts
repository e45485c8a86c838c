import { describe, expect, it } from 'vitest';
import type { Store, Write } from '../../lambdas/table/store.ts';
import { key } from '../../web/src/store/state.ts';
import { NO_FAULTS } from './faults.ts';
import type { Tab } from './tab.ts';
import { prepare, type Sabotage, World } from './world.ts';

/** G8: nothing that these runs break may wait for a heartbeat, virtual milliseconds. */
const SOON = 2_000;
/** A connection that ended is opened again by then. */
const BACK = 15_000;
const SEEDS = [1, 2, 3, 4, 5];
const prepared = prepare();

const notesPush = (write: Write): boolean => 'update' in write && write.changes.set?.['pushedSeq'] !== undefined;

/** The process of the sender is gone right after it noted how far it has posted. */
const silentAfterNote = (store: Store): Store => ({
  ...store,
  write: async (writes) => {
    await store.write(writes);
    if (writes.some(notesPush)) await new Promise(() => {});
  },
});

interface Scene {
  readonly world: World;
  readonly ada: Tab;
  readonly bob: Tab;
  /** Virtual milliseconds until it is so; Infinity when it was not within a minute. */
  until(isSo: () => boolean): Promise<number>;
  isShown(text: string): boolean;
}

/** Two people, live; one looks at #general. `stream`: whether the table's stream repairs. */
async function scene(seed: number, { sabotage, stream }: { sabotage?: Sabotage; stream: boolean }): Promise<Scene> {
  const world = new World(await prepared, { seed, ...(sabotage ? { sabotage } : {}) });
  const { scheduler, backend, place } = world;
  scheduler.isSteady = true;
  const [ada, bob] = world.people.map(({ browser }) => browser.openTab());
  if (!ada || !bob) throw new Error('nobody is there');
  for (const { engine } of [ada, bob]) void engine.start();
  bob.engine.openChannel(place.general);
  await scheduler.run(scheduler.now() + 20_000);
  if (!stream) backend.store.committed = () => {};
  const shown = () => bob.engine.store.get(key.timeline(place.general))?.messages ?? [];
  return {
    world,
    ada,
    bob,
    isShown: (text) => shown().some((message) => message.text === text),
    async until(isSo) {
      const began = scheduler.now();
      await scheduler.run(began + 60_000, isSo);
      return isSo() ? scheduler.now() - began : Infinity;
    },
  };
}

describe('what is pushed', () => {
  it.each(SEEDS)('is posted before it is noted as posted (seed %i)', async (seed) => {
    const { world, ada, until, isShown } = await scene(seed, { sabotage: { store: silentAfterNote }, stream: true });
    ada.engine.send(world.place.general, 'is anybody told');
    expect(await until(() => isShown('is anybody told'))).toBeLessThanOrEqual(SOON);
  });

  it.each(SEEDS)('shows the gap before it, which is asked for (seed %i)', async (seed) => {
    const { world, ada, until, isShown } = await scene(seed, { stream: false });
    world.backend.rates = { ...NO_FAULTS, pushLost: 1 };
    ada.engine.send(world.place.general, 'a lost one');
    expect(await until(() => isShown('a lost one'))).toBe(Infinity);
    world.backend.rates = NO_FAULTS;
    ada.engine.send(world.place.general, 'the next one');
    expect(await until(() => isShown('a lost one'))).toBeLessThanOrEqual(SOON);
  });

  it.each(SEEDS)('tells a new name wherever one looks (seed %i)', async (seed) => {
    const { world, ada, bob, until } = await scene(seed, { stream: false });
    const channelId = world.place.secret;
    void ada.engine.request('channel.rename', { channelId, name: 'better-plans' });
    const name = () => bob.engine.store.get(key.channel(channelId))?.channel.name;
    expect(await until(() => name() === 'better-plans')).toBeLessThanOrEqual(SOON);
  });

  it.each(SEEDS)('reaches every tab of a browser (seed %i)', async (seed) => {
    const { world, ada, bob, until } = await scene(seed, { stream: false });
    const channelId = world.place.general;
    const second = bob.browser.openTab();
    void second.engine.start();
    second.engine.openChannel(channelId);
    await world.scheduler.run(world.scheduler.now() + 10_000);
    ada.engine.send(channelId, 'for both');
    const texts = () => second.engine.store.get(key.timeline(channelId))?.messages.map(({ text }) => text) ?? [];
    expect(await until(() => texts().includes('for both'))).toBeLessThanOrEqual(SOON);
  });

  it.each(SEEDS)('while one was away is fetched as soon as one is back (seed %i)', async (seed) => {
    const { world, ada, bob, until, isShown } = await scene(seed, { stream: false });
    bob.browser.setOnline(false);
    ada.engine.send(world.place.general, 'while away');
    expect(await until(() => isShown('while away'))).toBe(Infinity);
    bob.browser.setOnline(true);
    expect(await until(() => bob.engine.store.get('connection').phase === 'live')).toBeLessThanOrEqual(2 * BACK);
    expect(await until(() => isShown('while away'))).toBeLessThanOrEqual(SOON);
  });

  it.each(SEEDS)('elsewhere while one was away is unread as soon as one is back (seed %i)', async (seed) => {
    const { world, ada, bob, until } = await scene(seed, { stream: false });
    const channelId = world.place.secret;
    const unread = () => bob.engine.store.get(key.unread(channelId))?.count ?? 0;
    const before = unread();
    bob.browser.setOnline(false);
    ada.engine.send(channelId, 'elsewhere');
    expect(await until(() => unread() > before)).toBe(Infinity);
    bob.browser.setOnline(true);
    expect(await until(() => bob.engine.store.get('connection').phase === 'live')).toBeLessThanOrEqual(2 * BACK);
    expect(await until(() => unread() === before + 1)).toBeLessThanOrEqual(SOON);
  });
});
