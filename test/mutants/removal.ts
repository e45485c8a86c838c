import type { Mutant } from './mutant.ts';

export const REMOVAL: readonly Mutant[] = [];
