import type { Changes, Write } from '../../lambdas/table/store.ts';

/**
 * Whether a write may be acknowledged before it is on the disk: a hint, or a count. A number that was only counted up promises
 * nothing by itself, and whatever is built on it is a later commit, which takes it along. Both survive the end of the process.
 */
export const isCasual = (write: Write): boolean => 'update' in write && (write.hint === true || isCount(write.changes));

const isCount = ({ set, add, remove }: Changes): boolean =>
  add !== undefined && set === undefined && remove === undefined;
