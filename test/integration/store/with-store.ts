import { afterAll, beforeAll } from 'vitest';
import type { Store } from '../../../lambdas/table/store.ts';
import type { Open, Opened } from './fixture.ts';

/** Opens the store before the tests of a block and closes it after them. */
export const withStore = (open: Open): (() => Store) => {
  let opened: Opened | undefined;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened?.close());
  return () => {
    if (opened === undefined) throw new Error('the store is not open yet');
    return opened.store;
  };
};
