/** Fields of the stand-in's own items, which it wrote with these types. */
import type { Item } from '../../lambdas/table/store.ts';

export function textOf(item: Item, name: string): string {
  const value = item[name];
  if (typeof value === 'string') return value;
  throw new TypeError(`the stored item ${item.sk} has no text in ${name}`);
}

export function numberOf(item: Item, name: string): number {
  const value = item[name];
  if (typeof value === 'number') return value;
  throw new TypeError(`the stored item ${item.sk} has no number in ${name}`);
}
