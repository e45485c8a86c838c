import { expect, test } from 'vitest';
import { chainTo } from '../../../bench/web/waterfall.ts';

const one = (name: string, start: number, end: number) => ({ name, start, end });
const names = (exchanges: readonly { readonly name: string }[]) => exchanges.map(({ name }) => name);

test('what goes on at the same time does not wait for one another', () => {
  const page = one('page', 0, 100);
  const all = [page, one('script', 110, 220), one('style', 110, 200), one('state', 230, 330), one('socket', 232, 335)];
  expect(names(chainTo([...all, one('messages', 340, 440)], 440))).toEqual(['page', 'script', 'socket', 'messages']);
  expect(names(chainTo(all, 330))).toEqual(['page', 'script', 'state']);
});

test('what came later than the answer is left out', () => {
  expect(names(chainTo([one('page', 0, 100), one('messages', 110, 210), one('more', 220, 320)], 210))).toEqual([
    'page',
    'messages',
  ]);
});

test('an answer that nobody gave has no chain', () => {
  expect(chainTo([one('page', 0, 100)], 99)).toEqual([]);
});
