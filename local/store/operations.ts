import type { CancelReason, Condition, Item, Key, Write } from '../../lambdas/table/store.ts';
import { ConditionFailed, StoreMisuse } from '../../lambdas/table/store.ts';
import type { Caches } from './caches.ts';
import type { Noted } from './casual-writes.ts';
import type { ChangeLog } from './change-log.ts';
import { changed } from './changes.ts';
import { holds } from './condition.ts';
import { docOf, mostAdded } from './doc.ts';
import { frozen } from './frozen.ts';
import type { Rows } from './rows.ts';
import { checkAttributes, checkChanges, checkCondition, checkItem, checkKey, checkWrites } from './rules.ts';
import { itemSize, surelyWithin, TRANSACTION_BYTES } from './size.ts';
import type { TableShape } from './table-shape.ts';

export interface Tables {
  readonly rows: Rows;
  readonly caches: Caches;
  readonly log: ChangeLog;
  readonly table: TableShape;
  readonly now: () => number;
}

/** What a write found and, when it was not refused, does. Nothing is written before `apply`. */
export interface Outcome {
  readonly refused: boolean;
  /** The stored item does not allow this write, whatever its condition says. */
  readonly misuse?: StoreMisuse;
  readonly old: Item | undefined;
  readonly item: Item | undefined;
  /** Length of the JSON text that it stores. */
  readonly units: number;
  apply(): void;
}

/** Checks a write when it is handed over, and returns what to run inside the transaction. */
export const prepared = (tables: Tables, write: Write): (() => Outcome) => {
  if (write.if !== undefined) checkCondition(write.if);
  if ('put' in write) return preparedPut(tables, write.put, write.if);
  if ('update' in write) return preparedUpdate(tables, write);
  const key = 'delete' in write ? write.delete : write.check;
  checkKey(key);
  return () => {
    const old = parsed(docAt(tables, key));
    const refused = write.if !== undefined && !holds(write.if, old);
    const apply = (): void => ('delete' in write && old ? erase(tables, old, 'REMOVE') : undefined);
    return { refused, old, item: undefined, units: 0, apply };
  };
};

/** JSON text of the item as the open transaction has it. */
export const docAt = (tables: Tables, key: Key): string | undefined => {
  const hinted = tables.caches.casual.takeHint(key);
  if (hinted !== undefined) saveNoted(tables, [hinted]);
  return tables.rows.read(key);
};

const preparedPut = (tables: Tables, item: Item, condition: Condition | undefined): (() => Outcome) => {
  checkKey(item);
  checkAttributes(item);
  const doc = JSON.stringify(item);
  checkItem(item, doc.length, tables.table);
  return () => {
    const oldDoc = docAt(tables, item);
    const old = parsed(oldDoc);
    const refused = condition !== undefined && !holds(condition, old);
    return { refused, old, item, units: doc.length, apply: () => save(tables, item, doc, old, oldDoc) };
  };
};

const preparedUpdate = (tables: Tables, write: Extract<Write, { update: Key }>): (() => Outcome) => {
  const { changes } = write;
  const key = { pk: write.update.pk, sk: write.update.sk };
  checkKey(key);
  checkChanges(changes);
  return () => {
    const oldDoc = docAt(tables, key);
    const old = parsed(oldDoc);
    if (write.if !== undefined && !holds(write.if, old)) {
      return { refused: true, old, item: undefined, units: 0, apply: () => undefined };
    }
    const item = changed(old, key, changes);
    const doc = JSON.stringify(item);
    checkItem(item, doc.length, tables.table);
    return { refused: false, old, item, units: doc.length, apply: () => save(tables, item, doc, old, oldDoc) };
  };
};

/**
 * Runs the prepared writes inside the open transaction: all, or none.
 * @throws ConditionFailed with a reason for each when a condition refuses one; StoreMisuse when only rules do
 */
export const transact = (steps: readonly (() => Outcome)[]): readonly Outcome[] => {
  const outcomes = steps.map(judged);
  if (outcomes.some(({ refused }) => refused)) throw new ConditionFailed(outcomes.map(reasonOf));
  const misuse = outcomes.find((outcome) => outcome.misuse !== undefined)?.misuse;
  if (misuse !== undefined) throw misuse;
  checkTransactionSize(outcomes);
  for (const outcome of outcomes) outcome.apply();
  return outcomes;
};

const judged = (step: () => Outcome): Outcome => {
  try {
    return step();
  } catch (error) {
    if (!(error instanceof StoreMisuse)) throw error;
    return { refused: false, misuse: error, old: undefined, item: undefined, units: 0, apply: () => undefined };
  }
};

const reasonOf = ({ refused, misuse }: Outcome): CancelReason => {
  if (refused) return 'condition';
  return misuse === undefined ? 'none' : 'other';
};

const checkTransactionSize = (outcomes: readonly Outcome[]): void => {
  const units = outcomes.reduce((sum, outcome) => sum + outcome.units, 0);
  if (surelyWithin(units, TRANSACTION_BYTES)) return;
  const bytes = outcomes.reduce((sum, { item }) => sum + (item ? itemSize(item) : 0), 0);
  if (bytes > TRANSACTION_BYTES) throw new StoreMisuse('the transaction is over 4 MB');
};

export const preparedAll = (tables: Tables, writes: readonly Write[]): readonly (() => Outcome)[] => {
  checkWrites(writes);
  return writes.map((write) => prepared(tables, write));
};

/** As in DynamoDB, writing what is there already is not a change. */
const save = ({ rows, log, now }: Tables, item: Item, doc: string, old: Item | undefined, oldDoc?: string): void => {
  if (doc === oldDoc) return;
  rows.save(item, doc, old);
  log.append(old ? 'MODIFY' : 'INSERT', item, doc, now());
};

/**
 * A casual update in memory: judged and answered at once, stored by a later commit.
 * @param stored the item as the database holds it @throws ConditionFailed, StoreMisuse
 */
export const noted = (
  { table, now, caches: { casual, pages } }: Tables,
  write: Extract<Write, { update: Key }>,
  stored: (key: Key) => Item | undefined,
): Noted => {
  const key = { pk: write.update.pk, sk: write.update.sk };
  checkKey(key);
  if (write.if !== undefined) checkCondition(write.if);
  checkChanges(write.changes);
  const known = casual.get(key);
  const base = known === undefined ? stored(key) : known.stored;
  const old = known === undefined ? base : known.item;
  if (write.if !== undefined && !holds(write.if, old)) throw new ConditionFailed(['condition']);
  const item = frozen(changed(old, key, write.changes));
  const units = (known?.units ?? docOf(base ?? key).length) + mostAdded(write.changes);
  checkItem(item, units, table);
  const result = { item, units, stored: base, at: now(), hint: write.hint === true && known?.hint !== false };
  casual.note(result);
  pages.forget(key.pk, key.sk);
  return result;
};

/** Stores what was noted in memory. */
export const saveNoted = ({ rows, log, caches: { items } }: Tables, waiting: readonly Noted[]): void => {
  for (const { item, stored, at } of waiting) {
    const doc = docOf(item);
    if (stored !== undefined && doc === docOf(stored)) continue;
    rows.save(item, doc, stored);
    log.append(stored ? 'MODIFY' : 'INSERT', item, doc, at);
    items.keep(item);
  }
};

export const erase = ({ rows, log, now }: Tables, old: Item, event: 'REMOVE' | 'EXPIRE'): void => {
  rows.erase(old);
  log.append(event, old, JSON.stringify({ pk: old.pk, sk: old.sk }), now());
};

export const parsed = (doc: string | undefined): Item | undefined => (doc === undefined ? undefined : JSON.parse(doc));
