import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MUTANTS } from './list.ts';
import { plant } from './mutant.ts';
import { tryAll } from './try-mutant.ts';

/** One of each kind, the quick ones; `npm run mutants` tries them all. */
const SOME = [
  'ack-wrong-number',
  'idempotency-unconditional',
  'void-without-change-place',
  'tombstone-not-written',
  'look-without-membership',
  'numbers-ticked-off-beyond-gap',
  'outbox-deleted-before-ack',
  'unread-counts-own',
  'marker-never-moves',
  'audience-read-weakly',
  'pushed-noted-before-posting',
  'colleague-sends',
];

describe('planted bugs', () => {
  it('have ids of their own', () => {
    const ids = MUTANTS.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)]);
  });

  it.each(MUTANTS)('$id finds its place exactly once', (mutant) => {
    const source = readFileSync(mutant.file, 'utf8');
    expect(plant(mutant, source)).not.toBe(source);
  });

  it('are noticed', async () => {
    const chosen = MUTANTS.filter(({ id }) => SOME.includes(id));
    expect(chosen).toHaveLength(SOME.length);
    const tried = await tryAll(chosen, 2, () => {});
    const survivors = tried.filter(({ verdict }) => !verdict.caught);
    expect(survivors.map(({ mutant, verdict }) => `${mutant.id}: ${verdict.by}`)).toEqual([]);
  });
});
