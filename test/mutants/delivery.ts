import type { Mutant } from './mutant.ts';

export const DELIVERY: readonly Mutant[] = [];
