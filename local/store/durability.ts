import type { Changes, Write } from '../../lambdas/table/store.ts';

/**
 * Whether a write may be acknowledged before it is stored: a hint, or a count. A number that was only counted up promises
 * nothing by itself, and whatever is built on it is a later commit, which takes it along.
 */
export const isCasual = (write: Write): write is CasualWrite =>
  'update' in write && (write.hint === true || isCount(write.changes));

export type CasualWrite = Extract<Write, { update: object }>;

const isCount = ({ set, add, remove }: Changes): boolean =>
  add !== undefined && set === undefined && remove === undefined;
