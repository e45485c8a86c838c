import type { Mutant } from './mutant.ts';

export const READING: readonly Mutant[] = [];
