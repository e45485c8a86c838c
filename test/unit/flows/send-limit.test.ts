import { describe, expect, it } from 'vitest';
import { countSend } from '../../../lambdas/flows/send-limit.ts';
import { Memory } from '../../../lambdas/ports/memory.ts';
import { World } from '../../support/world.ts';

const LIMIT = 60;
const ANN = 'U00000000000000000000000001';

const admitted = async (world: World, tries: number): Promise<number> => {
  const waits = await Promise.all(Array.from({ length: tries }, () => countSend(world.scope(), ANN)));
  return waits.filter((wait) => wait === 0).length;
};
const limited = (sendLimit = LIMIT): World => {
  const world = new World();
  world.settings = { ...world.settings, sendLimit };
  return world;
};

describe('the send limit', () => {
  it('is not beaten by bursts of parallel tries, each of which it would grant', async () => {
    const world = limited();
    expect((await admitted(world, LIMIT)) + (await admitted(world, LIMIT))).toBe(LIMIT);
  });

  it('is shared by processes, but for the few sends that each counts alone', async () => {
    const world = limited();
    const first = await admitted(world, LIMIT);
    world.memory = new Memory();
    expect(first + (await admitted(world, LIMIT))).toBe(LIMIT + 5);
  });

  it('holds where sends are counted by the batch', async () => {
    const world = limited(5_000);
    let sent = 0;
    for (let burst = 0; burst < 60; burst += 1) sent += await admitted(world, 100);
    expect(sent).toBe(5_000);
  });

  it('begins anew with the next window', async () => {
    const world = limited();
    expect(await admitted(world, 2 * LIMIT)).toBe(LIMIT);
    world.time += 10_000;
    expect(await admitted(world, 2 * LIMIT)).toBe(LIMIT);
  });
});
