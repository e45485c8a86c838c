import { expect, it, vi } from 'vitest';
import { LIMITS } from '../../../protocol/limits.ts';
import { keepPresence } from '../../../web/src/client/presence-keeper.ts';
import { only } from '../../../web/src/store/draft.ts';
import { INITIAL, key } from '../../../web/src/store/state.ts';
import { createStore } from '../../../web/src/store/store.ts';

const MOST = LIMITS.watchesAtOnce;
const nobody = (count: number): string[] => Array.from({ length: count }, (_, n) => `U${n}`);

it('asks in turns for all, where more are watched than fit into the question of who looks again', async () => {
  const people = nobody(2 * MOST + 10);
  const asked: string[][] = [];
  const request = async (_: string, { userIds }: { readonly userIds: string[] }) => {
    asked.push(userIds);
    return { presence: [] };
  };
  const clock = { now: () => 0, after: () => () => undefined };
  const store = createStore(INITIAL);
  const keeper = keepPresence({ env: { clock }, store, request: request as never, isLive: () => true }, () => people);
  keeper.attention(false);
  asked.push(keeper.due(true));
  keeper.attention(true);
  await vi.waitFor(() => expect(new Set(asked.flat())).toEqual(new Set(people)));
  expect(Math.max(...asked.map(({ length }) => length))).toBe(MOST);
  keeper.attention(true);
  expect(asked).toHaveLength(3);
});

it('asks first for those whose presence ends, where more are watched than fit into one question', () => {
  const people = Array.from({ length: LIMITS.watchesAtOnce + 1 }, (_, n) => `U${n}`);
  const last = `U${LIMITS.watchesAtOnce}`;
  const store = createStore(INITIAL);
  for (const userId of people) {
    const until = userId === last ? 1 : Number.MAX_SAFE_INTEGER;
    store.apply(only(key.presence(userId), { userId, state: 'online', until }));
  }
  const clock = { now: () => 0, after: () => () => undefined };
  const asked: unknown[] = [];
  const request = async (_: string, input: unknown): Promise<never> => {
    asked.push(input);
    throw new Error('no answer');
  };
  keepPresence({ env: { clock }, store, request, isLive: () => true }, () => people);
  expect(asked).toEqual([{ userIds: [last, ...people.slice(0, LIMITS.watchesAtOnce - 1)], again: true }]);
});
