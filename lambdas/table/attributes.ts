/** Reading stored attributes: a missing one, or one of another type, reads as nothing. */
import type { Item, Value } from './store.ts';

export const textOf = (item: Item, name: string): string => {
  const value = item[name];
  return typeof value === 'string' ? value : '';
};

export const numberOf = (item: Item, name: string): number => {
  const value = item[name];
  return typeof value === 'number' ? value : 0;
};

export const flagOf = (item: Item, name: string): boolean => item[name] === true;

export const textsOf = (item: Item, name: string): readonly string[] => {
  const value: Value | undefined = item[name];
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
};

/** DynamoDB deletes expired items days late: a reader must not see them. `now` in milliseconds. */
export const isLive = (item: Item, now: number): boolean => {
  const ttl = item['ttl'];
  return typeof ttl !== 'number' || ttl * 1000 > now;
};

/** Time to live as stored (epoch seconds), from milliseconds. */
export const ttlAt = (ms: number): number => Math.ceil(ms / 1000);
