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

/** A keeper of nobody's presence yet, whose questions wait for an answer. */
function waitingKeeper(people: readonly string[]) {
  const asked: string[][] = [];
  const answers: (() => void)[] = [];
  const request = (_: string, { userIds }: { readonly userIds: string[] }) => {
    asked.push(userIds);
    return new Promise<{ presence: [] }>((resolve) => answers.push(() => resolve({ presence: [] })));
  };
  const clock = { now: () => 0, after: () => () => undefined };
  const store = createStore(INITIAL);
  const core = { env: { clock }, store, request: request as never, isLive: () => true };
  return { keeper: keepPresence(core, () => people), asked, answers };
}

it('forgets nobody whom a check had no room for, though another check comes before they are asked for', () => {
  const people = nobody(MOST + 10);
  const { keeper, asked } = waitingKeeper(people);
  expect(keeper.due(true)).toEqual(people.slice(0, MOST));
  expect(keeper.due(false)).toEqual([]);
  keeper.attention(true);
  expect(asked.flat()).toEqual(expect.arrayContaining(people.slice(MOST)));
});

it('nor while an earlier question is under way', async () => {
  const people = nobody(2 * MOST + 10);
  const { keeper, asked, answers } = waitingKeeper(people);
  const inCheck = keeper.due(true);
  keeper.attention(true);
  expect(asked).toHaveLength(1);
  // The connection was cut meanwhile.
  inCheck.push(...keeper.due(true));
  keeper.attention(true);
  for (let at = 0; at < 2; at += 1) {
    await vi.waitFor(() => expect(answers).toHaveLength(at + 1));
    answers[at]?.();
  }
  await vi.waitFor(() => expect(new Set([...inCheck, ...asked.flat()])).toEqual(new Set(people)));
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
