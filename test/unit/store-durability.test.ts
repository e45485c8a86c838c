import { describe, expect, it } from 'vitest';
import type { Write } from '../../lambdas/table/store.ts';
import { isCasual } from '../../local/store/durability.ts';

const update = { pk: 'a', sk: 'b' };

describe('writes that need not wait for the disk', () => {
  it.each<readonly [string, Write, boolean]>([
    ['a count', { update, changes: { add: { seq: 1 } }, if: { exists: 'pk' } }, true],
    ['a count that begins a window', { update, changes: { add: { n: 1 }, setIfAbsent: { ttl: 9 } } }, true],
    ['a hint', { update, changes: { set: { pushedSeq: 1 } }, hint: true }, true],
    ['a change', { update, changes: { set: { name: 'x' } } }, false],
    ['a count with a change', { update, changes: { add: { n: 1 }, set: { name: 'x' } } }, false],
    ['a removal', { update, changes: { add: { n: 1 }, remove: ['name'] } }, false],
    ['a put', { put: update }, false],
    ['a delete', { delete: update }, false],
    ['a check', { check: update, if: { exists: 'pk' } }, false],
  ])('%s', (_, write, casual) => {
    expect(isCasual(write)).toBe(casual);
  });
});
