import { expect, test } from 'vitest';
import { keys } from '../../lambdas/table/schema.ts';
import type { Item, Store } from '../../lambdas/table/store.ts';
import { subscriptionsTo } from '../../lambdas/table/subscription.ts';

const CHANNEL = 'C00000000000000000000000001';

const row = (userId: string, ttl: number): Item => ({
  ...keys.subscription(CHANNEL, userId, `${userId}-1`),
  type: 'subscription',
  userId,
  connectionId: `${userId}-1`,
  open: true,
  exp: 9,
  ttl,
});

const never = (): never => {
  throw new Error('only queries are expected');
};

/** Gives the very same page for every query, as a store does that keeps its pages. */
const storeOf = (items: readonly Item[]): Store => {
  const page = Promise.resolve({ items });
  return { get: never, getMany: never, write: never, update: never, take: never, query: () => page };
};

const told = async (store: Store, now: number): Promise<readonly string[]> =>
  (await subscriptionsTo(store, CHANNEL, now)).map(({ userId }) => userId);

test('a row that ended since the page was read first is told nothing more', async () => {
  const store = storeOf([row('ada', 20), row('ben', 40)]);
  expect(await told(store, 10_000)).toEqual(['ada', 'ben']);
  expect(await told(store, 30_000)).toEqual(['ben']);
  expect(await told(store, 50_000)).toEqual([]);
});

test('a removal that lapsed since the page was read first keeps nobody out any more', async () => {
  const tombstone = { ...keys.tombstone(CHANNEL, 'ada'), type: 'tombstone', userId: 'ada', ttl: 20 };
  const store = storeOf([tombstone, row('ada', 40), row('ben', 40)]);
  expect(await told(store, 10_000)).toEqual(['ben']);
  expect(await told(store, 30_000)).toEqual(['ada', 'ben']);
});
