import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Item } from '../../../web/src/features/conversation/items.ts';

beforeEach(() => vi.resetModules());
afterEach(() => vi.unstubAllGlobals());

const row = (text: string): Item => {
  const outgoing = {
    clientMessageId: '1',
    channelId: 'C1',
    text,
    createdAt: 0,
    status: 'pending',
    error: null,
  } as const;
  return { kind: 'row', key: text, author: 'U1', at: 0, message: null, outgoing, head: false };
};

async function heightIn(width: number, text: string): Promise<number> {
  vi.stubGlobal('window', { innerWidth: width });
  const { heightOf } = await import('../../../web/src/features/conversation/heights.ts');
  return heightOf(row(text));
}

test('a line of a text takes a line, also where it is empty', async () => {
  const one = await heightIn(1_280, 'One.');
  expect((await heightIn(1_280, 'One.\n\nThree.')) - one).toBe(44);
});

test('a narrow window breaks a text into more lines', async () => {
  const text = 'word '.repeat(17);
  expect(await heightIn(1_280, text)).toBe(await heightIn(1_280, 'One.'));
  vi.resetModules();
  expect((await heightIn(412, text)) - (await heightIn(412, 'One.'))).toBe(22);
});

test('what was supposed of a row stands when its text changes: what is below it does not move before it is measured', async () => {
  vi.stubGlobal('window', { innerWidth: 1_280 });
  const { heightOf, supposedOf } = await import('../../../web/src/features/conversation/heights.ts');
  const supposed = new Map<string | number | bigint, number>();
  const changed: Item = { ...row('One.\n\nThree.'), key: 'One.' };
  const before = supposedOf(row('One.'), supposed);
  expect(before).toBe(heightOf(row('One.')));
  expect(heightOf(changed)).toBeGreaterThan(before);
  expect(supposedOf(changed, supposed)).toBe(before);
});
