import { expect, test } from 'vitest';
import { createCompressedFiles } from '../../local/edge/compressed-files.ts';

/** Makes a body of so many bytes; `made` tells what was made, in order. */
function maker() {
  const made: string[] = [];
  const make =
    (key: string, bytes = 10) =>
    (): Promise<Buffer> => {
      made.push(key);
      return Promise.resolve(Buffer.alloc(bytes));
    };
  return { made, make };
}

test('a form is made once, also for those who ask while it is made', async () => {
  const files = createCompressedFiles(100);
  const { made, make } = maker();
  const [one, two] = await Promise.all([files.get('a', make('a')), files.get('a', make('a'))]);
  expect(await files.get('a', make('a'))).toBe(one);
  expect(two).toBe(one);
  expect(made).toEqual(['a']);
});

test('it keeps no more than its bytes: what was not asked for longest goes', async () => {
  const files = createCompressedFiles(20);
  const { made, make } = maker();
  for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) await files.get(key, make(key));
  expect(made).toEqual(['a', 'b', 'c', 'b']);
});

test('what is larger than all it may keep is made each time and pushes nothing else out', async () => {
  const files = createCompressedFiles(20);
  const { made, make } = maker();
  for (const key of ['a', 'large', 'large', 'a', 'a']) await files.get(key, make(key, key === 'large' ? 21 : 10));
  expect(made).toEqual(['a', 'large', 'large']);
});

test('what could not be made is tried again', async () => {
  const files = createCompressedFiles(100);
  await expect(files.get('a', () => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
  expect(await files.get('a', () => Promise.resolve(Buffer.from('x')))).toEqual(Buffer.from('x'));
});
