import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ACCESS } from '../../protocol/access.ts';
import { ownFailures } from '../support/server/logs.ts';
import { ACTIONS } from './cells.ts';
import { runAction } from './run-matrix.ts';
import { openWorld, type World } from './world.ts';

const SHOWN = 8;
let world: World;
const total = new Map<string, number>();
let cells = 0;
let leaks = 0;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  await world.server.stop();
  const parts = [...total].map(([expected, count]) => `${count} ${expected}`).join(', ');
  process.stdout.write(`authorisation matrix: ${cells} cells (${parts}), ${leaks} leaks\n`);
});

describe('who may do what', () => {
  test('is declared for every action', () => {
    expect(Object.keys(ACCESS).toSorted()).toEqual(ACTIONS.toSorted());
  });

  test.each(ACTIONS)('%s answers everyone as declared', async (action) => {
    const outcome = await runAction(world, action);
    cells += outcome.cells;
    leaks += outcome.problems.length;
    for (const [expected, count] of outcome.expected) total.set(expected, (total.get(expected) ?? 0) + count);
    expect(outcome.problems.slice(0, SHOWN)).toEqual([]);
  });

  test('nothing of it is logged, and nothing went wrong', () => {
    expect(ownFailures(world.server.logs)).toEqual([]);
  });
});
