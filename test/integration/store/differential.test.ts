import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openDynoxideStore } from '../../support/dynoxide-store.ts';
import { storeWith } from '../../support/interposed-store.ts';
import { openSqliteStore } from '../../support/sqlite-store.ts';
import { CASES } from './differential-cases.ts';
import { fuzz } from './differential-fuzz.ts';
import { differenceOf, type Pair } from './differential-run.ts';
import { freshPk } from './fixture.ts';
import { withStore } from './with-store.ts';

/** What the checks may spend; `npm run fuzz:store` spends more. */
const BUDGET_MS = 20_000;

describe('the two adapters', () => {
  const [sqlite, dynoxide] = [withStore(openSqliteStore), withStore(openDynoxideStore)];
  const pair = (): Pair => ({ sqlite: sqlite(), dynoxide: dynoxide() });

  it.each(CASES)('answer alike since $what', async ({ steps }) => {
    expect(await differenceOf(pair(), freshPk(), steps)).toBeUndefined();
  });

  it('answer any sequence of operations alike', { timeout: 120_000 }, async () => {
    // The same each time, so that a red run means that something changed; new seeds are for `npm run fuzz:store`, at night.
    const { failing, cases } = await fuzz(pair(), { cases: 100_000, seed: 1, budgetMs: BUDGET_MS });
    expect(failing === undefined ? 'alike' : fc.stringify(failing)).toBe('alike');
    expect(cases).toBeGreaterThan(20);
  });

  it('would be told apart by an adapter that counts wrongly', { timeout: 120_000 }, async () => {
    const { sqlite: store, dynoxide: other } = pair();
    const wrong = storeWith(store, {
      // Takes a page that is exactly full for the last one.
      query: async (query) => {
        const page = await store.query(query);
        return page.items.length === query.limit ? { items: page.items } : page;
      },
    });
    const { failing } = await fuzz({ sqlite: wrong, dynoxide: other }, { cases: 300, seed: 9, endOnFailure: true });
    expect(failing?.difference.step.kind).toBe('query');
  });
});
