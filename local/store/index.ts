export type { Change } from './change-log.ts';
export type { Faults } from './faults.ts';
export { type LocalStore, openStore, type StoreOptions } from './local-store.ts';
export type { TableShape } from './table-shape.ts';
export { type Dynoxide, type DynoxideOptions, startDynoxide } from './dynoxide.ts';
