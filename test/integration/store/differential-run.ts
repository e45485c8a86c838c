/** One run of steps on both adapters at once, and where their answers part. */
import {
  type Changes,
  isConditionFailed,
  type Item,
  type Page,
  type Store,
  type Write,
} from '../../../lambdas/table/store.ts';
import { itemSize } from '../../../local/store/size.ts';
import type { Filler, PlannedWrite, Step } from './differential-steps.ts';
import { allPages, at } from './fixture.ts';
import { deviationOf } from './known-deviations.ts';

/** Both stores under comparison. */
export interface Pair {
  readonly sqlite: Store;
  readonly dynoxide: Store;
}

/** The partition of the index is the run's own, too. */
const own = <T extends object>(pk: string, map: T): T =>
  'dpk' in map && map.dpk === 'dpk' ? { ...map, dpk: `D${pk}` } : map;

const ownChanges = (pk: string, planned: Changes): Changes =>
  planned.set === undefined ? planned : { ...planned, set: own(pk, planned.set) };

const written = (pk: string, write: PlannedWrite): Write => {
  const guard = write.if === undefined ? {} : { if: write.if };
  if ('put' in write) return { put: { ...own(pk, write.rest), ...at(pk, write.put) }, ...guard };
  if ('update' in write) return { update: at(pk, write.update), changes: ownChanges(pk, write.changes), ...guard };
  if ('delete' in write) return { delete: at(pk, write.delete), ...guard };
  return { check: at(pk, write.check), if: write.if };
};

/** An item of a certain size. */
export const filled = (key: Item, { of, bytes }: Filler): Item => {
  const left = bytes - itemSize({ ...key, t: '' });
  const whole = Math.floor(left / Buffer.byteLength(of));
  return { ...key, t: of.repeat(whole) + 'x'.repeat(left - whole * Buffer.byteLength(of)) };
};

const perform = async (store: Store, pk: string, planned: Step): Promise<unknown> => {
  switch (planned.kind) {
    case 'write':
      return store.write(planned.writes.map((write) => written(pk, write)));
    case 'update':
      return store.update({
        update: at(pk, planned.sk),
        changes: ownChanges(pk, planned.changes),
        ...(planned.if !== undefined && { if: planned.if }),
      });
    case 'take':
      return store.take(at(pk, planned.sk), planned.if);
    case 'get':
      return store.get(at(pk, planned.sk), { consistent: planned.consistent });
    case 'getMany':
      return store.getMany(planned.sks.map((sk) => at(pk, sk)));
    case 'bulk': {
      const { count, filler } = planned;
      const keys = Array.from({ length: count }, (_, n) => at(pk, `B#${String(n).padStart(3, '0')}`));
      return store.write(keys.map((key) => ({ put: filled(key, filler) })));
    }
    case 'query':
      return planned.query.index === undefined
        ? allPages(store, { ...planned.query, pk })
        : unordered(await allPages(store, { ...planned.query, pk: `D${pk}` }));
  }
};

/** Entries of an index with one key may come in any order. */
const unordered = (pages: readonly Page[]): readonly Item[] =>
  pages.flatMap(({ items }) => items).toSorted((a, b) => (a.sk < b.sk ? -1 : 1));

/** What a step answers: its result, or the kind of its refusal. */
const outcome = async (store: Store, pk: string, planned: Step): Promise<unknown> => {
  try {
    return { done: await perform(store, pk, planned) };
  } catch (error) {
    if (isConditionFailed(error)) return { refused: error.name, reasons: error.reasons };
    return { refused: error instanceof Error ? error.name : String(error) };
  }
};

/** A text that is the same for equal answers: the order of names does not count, nor does the sign of zero. */
const canonical = (answer: unknown): string =>
  JSON.stringify(answer, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );

export interface Difference {
  readonly step: Step;
  readonly sqlite: unknown;
  readonly dynoxide: unknown;
}

const ENDS: readonly Step[] = [
  { kind: 'query', query: { consistent: true } },
  { kind: 'query', query: { descending: true } },
  { kind: 'query', query: { index: 'directory' } },
];

/** Runs the steps and a look at everything in the end; resolves to the first difference that is not a known deviation. */
export const differenceOf = async (
  { sqlite, dynoxide }: Pair,
  pk: string,
  steps: readonly Step[],
): Promise<Difference | undefined> => {
  for (const planned of [...steps, ...ENDS]) {
    const [here, there] = await Promise.all([outcome(sqlite, pk, planned), outcome(dynoxide, pk, planned)]);
    if (canonical(here) === canonical(there)) continue;
    const difference = { step: planned, sqlite: here, dynoxide: there };
    const known = deviationOf(difference);
    if (known === undefined) return difference;
    if (known.ends) return undefined;
  }
  return undefined;
};
