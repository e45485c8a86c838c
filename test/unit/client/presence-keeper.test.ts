import { expect, it } from 'vitest';
import { LIMITS } from '../../../protocol/limits.ts';
import { keepPresence } from '../../../web/src/client/presence-keeper.ts';
import { only } from '../../../web/src/store/draft.ts';
import { INITIAL, key } from '../../../web/src/store/state.ts';
import { createStore } from '../../../web/src/store/store.ts';

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
