import { describe, expect, it } from 'vitest';
import type { Store, Write } from '../../lambdas/table/store.ts';
import { key } from '../../web/src/store/state.ts';
import { prepare, World } from './world.ts';

/** G8: what is healed, and how late at most, virtual milliseconds. */
const SOON = 2_000;
const SEEDS = Array.from({ length: 20 }, (_, index) => index + 1);
const prepared = prepare();

const isMessage = (write: Write): boolean => 'put' in write && write.put['type'] === 'message';

/** The process of the sender is gone right after the commit: nobody was told. */
const silentAfterCommit = (store: Store): Store => ({
  ...store,
  write: async (writes) => {
    await store.write(writes);
    if (writes.some(isMessage)) await new Promise(() => {});
  },
});

/** How long the others, who look at the channel or do not, wait for a message whose push never came. */
async function wait(seed: number, stream: boolean): Promise<{ readonly looking: number; readonly away: number }> {
  const world = new World(await prepared, { seed, sabotage: { store: silentAfterCommit } });
  const { scheduler, backend, place } = world;
  scheduler.isSteady = true;
  const [ada, bob, cy] = world.people.map(({ browser }) => browser.openTab());
  if (!ada || !bob || !cy) throw new Error('nobody is there');
  for (const { engine } of [ada, bob, cy]) void engine.start();
  bob.engine.openChannel(place.general);
  await scheduler.run(scheduler.now() + 20_000);
  if (!stream) backend.store.committed = () => {};
  const began = scheduler.now();
  ada.engine.send(place.general, 'is anybody told');
  const since = async (isSo: () => boolean): Promise<number> => {
    await scheduler.run(began + 10 * 60_000, isSo);
    return isSo() ? scheduler.now() - began : Infinity;
  };
  const shown = () => bob.engine.store.get(key.timeline(place.general))?.messages ?? [];
  const looking = await since(() => shown().some(({ text }) => text === 'is anybody told'));
  const away = await since(() => cy.engine.store.get(key.unread(place.general))?.count === 1);
  return { looking, away };
}

describe('a push that was never made', () => {
  it.each(SEEDS)('is healed by the stream within two seconds (seed %i)', async (seed) => {
    const { looking, away } = await wait(seed, true);
    expect(looking).toBeLessThanOrEqual(SOON);
    expect(away).toBeLessThanOrEqual(SOON);
  });

  it('is healed by a heartbeat where the stream is silent, and not before', async () => {
    const { looking } = await wait(1, false);
    expect(looking).toBeGreaterThan(SOON);
    expect(looking).toBeLessThanOrEqual(6 * 60_000);
  });
});
