import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Changes, isConditionFailed, type Store, type Write } from '../../../lambdas/table/store.ts';
import { openDynoxideStore } from '../../support/dynoxide-store.ts';
import { openSqliteStore } from '../../support/sqlite-store.ts';
import { type PlannedWrite, type Step, step } from './differential-steps.ts';
import { allPages, freshPk } from './fixture.ts';
import { withStore } from './with-store.ts';

/** The partition of the index is the run's own, too. */
const own = <T extends object>(pk: string, map: T): T => ('dpk' in map ? { ...map, dpk: `D${pk}` } : map);

const written = (pk: string, write: PlannedWrite): Write => {
  const guard = write.if === undefined ? {} : { if: write.if };
  if ('put' in write) return { put: { pk, sk: write.put, ...own(pk, write.rest) }, ...guard };
  if ('update' in write) return { update: { pk, sk: write.update }, changes: ownChanges(pk, write.changes), ...guard };
  if ('delete' in write) return { delete: { pk, sk: write.delete }, ...guard };
  return { check: { pk, sk: write.check }, if: write.if };
};

const ownChanges = (pk: string, planned: Changes): Changes =>
  planned.set === undefined ? planned : { ...planned, set: own(pk, planned.set) };

/** What a step answers: its result, or the kind of its refusal. Index entries with one key may come in any order. */
const outcome = async (store: Store, pk: string, planned: Step): Promise<unknown> => {
  try {
    switch (planned.kind) {
      case 'write':
        return await store.write(planned.writes.map((write) => written(pk, write)));
      case 'update': {
        const guard = planned.if === undefined ? {} : { if: planned.if };
        return await store.update({
          update: { pk, sk: planned.sk },
          changes: ownChanges(pk, planned.changes),
          ...guard,
        });
      }
      case 'take':
        return await store.take({ pk, sk: planned.sk }, planned.if);
      case 'query': {
        const inIndex = planned.query.index !== undefined;
        const pages = await allPages(store, { ...planned.query, pk: inIndex ? `D${pk}` : pk });
        const items = pages.flatMap((page) => page.items);
        return inIndex ? items.toSorted((a, b) => (a.sk < b.sk ? -1 : 1)) : items;
      }
    }
  } catch (error) {
    if (isConditionFailed(error)) return error.reasons;
    return error instanceof Error && error.name === 'StoreMisuse' ? error.name : Promise.reject(error);
  }
};

describe('the two adapters', () => {
  const sqlite = withStore(openSqliteStore);
  const dynoxide = withStore(openDynoxideStore);

  it('answer any sequence of operations alike', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40, size: 'max' }), async (steps) => {
        const pk = freshPk();
        for (const planned of steps) {
          const [here, there] = [await outcome(sqlite(), pk, planned), await outcome(dynoxide(), pk, planned)];
          expect(here).toEqual(there);
        }
        const end: Step = { kind: 'query', query: {} };
        expect(await outcome(sqlite(), pk, end)).toEqual(await outcome(dynoxide(), pk, end));
      }),
      { numRuns: 150 },
    );
  });
});
