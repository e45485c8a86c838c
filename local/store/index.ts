export { keepBrokenLog } from './broken-log.ts';
export type { Faults } from './faults.ts';
export { type LocalStore, openStore, type StoreOptions } from './local-store.ts';
export type { TableShape } from './table-shape.ts';
export { startDynoxide } from './dynoxide.ts';
