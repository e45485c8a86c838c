import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { shortName } from '../../../web/short-names.ts';

const web = join(import.meta.dirname, '../../../web');
const file = join(web, 'src/ui/button.module.css');

test('a class has the same short name in every build, and another one than the same word elsewhere', () => {
  expect(shortName('button', file)).toMatch(/^_[\w-]{4}$/);
  expect(shortName('button', file)).toBe(shortName('button', file));
  expect(shortName('button', join(web, 'src/ui/field.module.css'))).not.toBe(shortName('button', file));
});

test('two classes never share a name: it is refused, and says which', () => {
  const seen = new Map<string, string>();
  const [one, other] = collision(seen);
  shortName(one, file);
  expect(() => shortName(other, file)).toThrow(`src/ui/button.module.css ${one} and src/ui/button.module.css ${other}`);
});

/** Two words whose names are the same: among 24 bits some thousands are enough. */
function collision(seen: Map<string, string>): readonly [string, string] {
  for (let number = 0; ; number += 1) {
    const word = `word-${number}`;
    const hash = createHash('sha256').update(`src/ui/button.module.css ${word}`).digest('base64url').slice(0, 4);
    const before = seen.get(hash);
    if (before !== undefined) return [before, word];
    seen.set(hash, word);
  }
}
