/** Yesterday's data opens today, and tomorrow's is refused. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { toErrorBody } from '../../../lambdas/dispatch/error-body.ts';
import { scopeOpener } from '../../../lambdas/dispatch/open-scope.ts';
import { ITEM_VERSION, keys, TABLE } from '../../../lambdas/table/schema.ts';
import { ConditionFailed, type Item, StoreUnavailable, type Write } from '../../../lambdas/table/store.ts';
import { NewerData, understanding } from '../../../lambdas/table/versions.ts';
import { openStore } from '../../../local/store/index.ts';
import { storeWith } from '../../support/interposed-store.ts';
import { World } from '../../support/world.ts';
import { ROWS } from './rows.ts';
import { NOW } from './subjects.ts';

/** A row as that version wrote it, and what it means. */
interface Recorded {
  readonly item: Item;
  readonly means: unknown;
}
type Recording = Readonly<Record<string, Recorded>>;

const VERSIONS = Array.from({ length: ITEM_VERSION }, (_, index) => index + 1);
const recordingOf = (version: number): Recording =>
  JSON.parse(readFileSync(`test/unit/table/rows.v${version}.json`, 'utf8')) as Recording;
const EVERY = VERSIONS.flatMap((version) =>
  Object.entries(recordingOf(version)).map(([name, { item, means }]) => ({ version, name, item, means })),
);
const NAMES = Object.keys(ROWS);

const opened = () => openStore({ path: ':memory:', table: TABLE, now: () => NOW, durable: false });
/** What JSON keeps of it. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null));

async function written(name: string): Promise<Item | undefined> {
  const store = opened();
  await ROWS[name]?.write(store);
  return ROWS[name] && store.get(ROWS[name].key);
}

describe('rows of the table', () => {
  it('are of every kind that there are keys for', () => {
    expect(new Set(NAMES.map((name) => ROWS[name]?.kind))).toEqual(new Set(Object.keys(keys)));
  });

  it.each(NAMES)('are written as recorded for their version: %s', async (name) => {
    const item = await written(name);
    expect(plain(item)).toEqual(recordingOf(ITEM_VERSION)[name]?.item);
    expect(item?.['v']).toBe(ROWS[name]?.kind === 'rate' ? undefined : ITEM_VERSION);
  });

  it.each(EVERY)('of version $version mean the same today: $name', async ({ name, item, means }) => {
    const store = understanding(opened());
    await store.write([{ put: item }]);
    expect(plain({ read: await ROWS[name]?.read(store) })).toMatchObject({ read: means });
  });

  it.each(NAMES.filter((name) => ROWS[name]?.kind !== 'rate'))('of a newer version are refused: %s', async (name) => {
    const item = await written(name);
    const store = opened();
    if (item) await store.write([{ put: { ...item, v: ITEM_VERSION + 1 } }]);
    await expect(ROWS[name]?.read(understanding(store))).rejects.toThrow(NewerData);
  });
});

/** A table with this row, and the store over it that understands what it reads. */
async function holding(row: Item) {
  const raw = opened();
  await raw.write([{ put: row }]);
  return { raw, store: understanding(raw) };
}

describe('a row of a newer version', () => {
  const KEY = { pk: 'C#1', sk: 'META' };
  const NEWER = { ...KEY, v: ITEM_VERSION + 1, seq: 7 };
  const WRITES: readonly (readonly [name: string, write: Write])[] = [
    ['put over', { put: { ...KEY, v: ITEM_VERSION, seq: 1 } }],
    ['put over on a condition', { put: { ...KEY, v: ITEM_VERSION }, if: { eq: ['seq', 7] } }],
    ['changed', { update: KEY, changes: { add: { seq: 1 } } }],
    ['changed on a condition', { update: KEY, changes: { set: { seq: 1 } }, if: { exists: 'pk' } }],
    ['deleted', { delete: KEY }],
    ['deleted on a condition', { delete: KEY, if: { exists: 'pk' } }],
  ];
  it.each(WRITES)('is not %s, alone or among others', async (_name, write) => {
    const { raw, store } = await holding(NEWER);
    await expect(store.write([write])).rejects.toThrow(NewerData);
    const other = { put: { pk: 'C#1', sk: 'M#1', v: ITEM_VERSION }, if: { absent: 'pk' } };
    await expect(store.write([other, write])).rejects.toThrow(NewerData);
    expect(await raw.get(KEY)).toEqual(NEWER);
    expect(await raw.get(other.put)).toBeUndefined();
  });

  it('is neither counted up nor taken', async () => {
    const { raw, store } = await holding(NEWER);
    await expect(store.update({ update: KEY, changes: { add: { seq: 1 } } })).rejects.toThrow(NewerData);
    await expect(store.take(KEY)).rejects.toThrow(NewerData);
    expect(await raw.get(KEY)).toEqual(NEWER);
  });

  it.each(WRITES)('unlike one that is known, which is %s', async (_name, write) => {
    const { raw, store } = await holding({ ...NEWER, v: ITEM_VERSION });
    await store.write([write]);
    expect(await raw.get(KEY)).not.toEqual({ ...NEWER, v: ITEM_VERSION });
  });

  it('is not made of what is refused for another reason, nor of a row without a version', async () => {
    const { store } = await holding({ ...NEWER, v: ITEM_VERSION });
    const refused = { update: KEY, changes: { set: { seq: 1 } }, if: { lt: ['seq', 7] } } as const;
    await expect(store.write([refused])).rejects.toThrow(ConditionFailed);
    await expect(store.update(refused)).rejects.toThrow(ConditionFailed);
    await expect(store.take(KEY, { absent: 'pk' })).rejects.toThrow(ConditionFailed);
    const bare = await holding({ ...KEY, seq: 7 });
    expect(await bare.store.update({ update: KEY, changes: { add: { seq: 1 } } })).toMatchObject({ seq: 8 });
  });

  it('where nothing can be read after a refusal, that stands: nothing was written', async () => {
    const { raw } = await holding(NEWER);
    const blind = storeWith(raw, { getMany: () => Promise.reject(new StoreUnavailable('throttled')) });
    const store = understanding(blind);
    await expect(store.write([{ delete: KEY }])).rejects.toThrow(ConditionFailed);
    expect(await raw.get(KEY)).toEqual(NEWER);
  });
});

it('what an action meets of a newer version it leaves alone, and says so', async () => {
  const world = new World();
  const { owner } = await world.found();
  const row = await world.store.get(keys.user(owner.userId));
  if (row) await world.store.write([{ put: { ...row, v: ITEM_VERSION + 1 } }]);
  const { scope } = scopeOpener(world.scope(), world.settings)();
  const refusal: unknown = await scope.store.get(keys.user(owner.userId)).catch((error: unknown) => error);
  const told: string[] = [];
  const log = { warn: () => undefined, error: (event: string) => void told.push(event) };
  expect(toErrorBody(refusal, log, 'sync.start')).toMatchObject({ code: 'unavailable', retryAfterMs: 60_000 });
  expect(told).toEqual(['data of a newer version']);
});
