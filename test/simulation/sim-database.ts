import { memoryDatabase } from '../../web/src/client/database.ts';
import type { Database } from '../../web/src/client/environment.ts';
import { copyOf } from './copy.ts';

/** A browser's database: what was put outlives those who close it. */
export const simDatabase = (): Database => ({ ...memoryDatabase(copyOf), close: () => {} });
