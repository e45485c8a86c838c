import type { Environment } from '../../web/src/client/environment.ts';
import type { Sabotage } from './world.ts';
import type { Condition, Item, Store, Write } from '../../lambdas/table/store.ts';

/** A bug, planted between the functions and their store, or between the engines and their browser. */
export interface Planted extends Sabotage {
  readonly name: string;
  /** The promise whose breach gives it away. */
  readonly breaks: RegExp;
}

const skOf = (write: Write): string => ('put' in write ? write.put.sk : '');
const isVoid = (write: Write): boolean => 'put' in write && write.put['type'] === 'void';
const withoutCondition = (write: Write): Write => ('put' in write ? { put: write.put } : write);

/** Changes the writes of every transaction; one without writes is not made at all. */
const writing =
  (change: (writes: readonly Write[]) => readonly Write[]) =>
  (store: Store): Store => ({
    ...store,
    write: async (writes) => {
      const changed = change(writes);
      if (changed.length > 0) await store.write(changed);
    },
  });

/** Changes what queries find. */
const finding =
  (keep: (item: Item) => boolean) =>
  (store: Store): Store => ({
    ...store,
    query: async (query) => {
      const page = await store.query(query);
      return { ...page, items: page.items.filter(keep) };
    },
  });

/** Puts unconditionally where the predicate says so. */
const unconditionally = (which: (write: Write) => boolean) =>
  writing((writes) => writes.map((write) => (which(write) ? withoutCondition(write) : write)));

/** "Read the counter, then write it back one higher": two round trips where one must do. */
const twoStepCounter = (store: Store): Store => ({
  ...store,
  update: async (update) => {
    const { seq: step, ...rest } = update.changes.add ?? {};
    if (step === undefined) return store.update(update);
    const before = await store.get(update.update, { consistent: true });
    const seq = Number(before?.['seq'] ?? 0) + step;
    return store.update({ ...update, changes: { ...update.changes, add: rest, set: { ...update.changes.set, seq } } });
  },
});

/** What the engine sends, changed on its way out. */
const sending =
  (change: (environment: Environment, body: string) => string) =>
  (environment: Environment): Environment => ({
    ...environment,
    http: { post: (path, body, headers) => environment.http.post(path, change(environment, body), headers) },
    sockets: {
      open(path, on) {
        const socket = environment.sockets.open(path, on);
        return { ...socket, send: (text) => socket.send(change(environment, text)) };
      },
    },
  });

/** Every try goes out under an id of its own. */
const freshIds = sending(({ random }, body) =>
  body.replace(
    /"clientMessageId":"[^"]+"/,
    () => `"clientMessageId":"${Buffer.from(random.bytes(12)).toString('hex')}"`,
  ),
);

const never: Condition = { exists: 'pk' };

export const PLANTED: readonly Planted[] = [
  {
    name: 'voids are not written',
    breaks: /^G[358]/,
    store: writing((writes) => (writes.some(isVoid) ? [] : writes)),
  },
  {
    name: 'a void forgets the number of changes',
    breaks: /^G3/,
    store: writing((writes) => writes.filter((write) => !(isVoid(write) && skOf(write).startsWith('E#')))),
  },
  {
    name: 'the same client message id is written again',
    breaks: /^G2/,
    store: unconditionally((write) => 'put' in write && write.put.pk.startsWith('I#')),
  },
  {
    name: 'a message takes a number that is taken',
    breaks: /^G[135]/,
    store: unconditionally((write) => skOf(write).startsWith('M#') && !isVoid(write)),
  },
  {
    name: 'a void takes a number that is taken',
    breaks: /^G[13]/,
    store: unconditionally(isVoid),
  },
  {
    name: 'the counter is read and then written',
    breaks: /^G/,
    store: twoStepCounter,
  },
  {
    name: 'the message is written without its idempotency item',
    breaks: /^G2/,
    store: writing((writes) => writes.filter((write) => !('put' in write && write.put.pk.startsWith('I#')))),
  },
  {
    name: 'a removal writes no tombstone',
    breaks: /^G6/,
    store: writing((writes) => writes.filter((write) => !skOf(write).startsWith('S!'))),
  },
  {
    name: 'the sender does not see tombstones',
    breaks: /^G6/,
    store: finding((item) => item['type'] !== 'tombstone'),
  },
  {
    name: 'a change does not reach the state of its message',
    breaks: /^G[457]/,
    store: writing((writes) =>
      writes.filter((write) => !('update' in write && write.update.sk.startsWith('M#') && writes.length > 1)),
    ),
  },
  {
    name: 'read markers are never stored',
    breaks: /^G[78]/,
    store: (store) => ({
      ...store,
      update: async (update) =>
        update.changes.set?.['readSeq'] === undefined
          ? store.update(update)
          : store.update({ ...update, if: { all: [never, { absent: 'pk' }] } }),
    }),
  },
  {
    name: 'every try of a message has another client message id',
    breaks: /^G[12]/,
    browser: freshIds,
  },
];
