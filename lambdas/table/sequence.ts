import { ttlAt } from './attributes.ts';
import { firstItems } from './every-item.ts';
import { CHANGES_KEPT_MS } from './message.ts';
import { channelPk, ITEM_VERSION, keys, padded } from './schema.ts';
import type { Item, Query, Store, Write } from './store.ts';

/** What is known of a number that is given up. */
export interface Void {
  /** It was not taken before this, milliseconds UTC; 0 when that is not known. */
  readonly since: number;
  /** A change of that number may have stood here and expired. */
  readonly lapsed: boolean;
}

/** Voids a number: nothing can be written under it any more. Refused when something was. */
export const putVoid = (channelId: string, seq: number, now: number, { since, lapsed }: Void): readonly Write[] => {
  const item = { v: ITEM_VERSION, type: 'void', createdAt: now, since, ...(lapsed ? { lapsed } : {}) };
  const free = { absent: 'pk' };
  return [
    { put: { ...keys.message(channelId, seq), ...item }, if: free },
    { put: { ...keys.change(channelId, seq), ...item, ttl: ttlAt(now + CHANGES_KEPT_MS) }, if: free },
  ];
};

/** The number of an item of the sequence (`M#…`, `E#…`). */
export const numberIn = (item: Item): number => Number(item.sk.slice(2));

/** Items of one kind in (after, to], strongly; `complete` is false when the limit cut them. */
export interface Stretch {
  readonly items: readonly Item[];
  readonly complete: boolean;
}

export const messagesIn = (store: Store, channelId: string, after: number, to: number, limit?: number) =>
  between(store, channelId, { kind: 'M', after, to, limit });

export const changesIn = (store: Store, channelId: string, after: number, to: number, limit?: number) =>
  between(store, channelId, { kind: 'E', after, to, limit });

/** The latest items of one kind, the latest first. */
export const latestMessages = (store: Store, channelId: string, limit: number) =>
  stretch(store, { pk: channelPk(channelId), sk: { beginsWith: 'M#' }, descending: true, consistent: true }, limit);

export const latestChanges = (store: Store, channelId: string, limit: number) =>
  stretch(store, { pk: channelPk(channelId), sk: { beginsWith: 'E#' }, descending: true, consistent: true }, limit);

/** Messages below a number, the latest first. */
export const messagesBefore = (store: Store, channelId: string, before: number, limit: number) =>
  between(store, channelId, { kind: 'M', after: 0, to: before - 1, limit, descending: true });

interface Span {
  readonly kind: 'M' | 'E';
  readonly after: number;
  readonly to: number;
  readonly limit: number | undefined;
  readonly descending?: boolean;
}

/** DynamoDB refuses a range that ends before it begins: there is nothing in it. */
async function between(store: Store, channelId: string, { kind, after, to, limit, ...order }: Span): Promise<Stretch> {
  if (after >= to) return { items: [], complete: true };
  const sk = { between: [`${kind}#${padded(after + 1)}`, `${kind}#${padded(to)}`] } as const;
  return stretch(store, { pk: channelPk(channelId), sk, consistent: true, ...order }, limit);
}

async function stretch(store: Store, query: Query, limit: number | undefined): Promise<Stretch> {
  const { items, next } = await firstItems(store, query, limit);
  return { items, complete: next === undefined };
}
