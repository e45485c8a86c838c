import type { Environment } from './environment.ts';

/** The engine's world in a real browser. */
export function browserEnvironment(): Environment {
  throw new Error('not built yet');
}
