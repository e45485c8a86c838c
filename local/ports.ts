/** The ports that need no stand-in of their own: clock, randomness and log. */
import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Clock, Log, Random } from '../lambdas/ports/index.ts';

export const systemClock: Clock = {
  now: () => Date.now(),
  wait: (ms) => delay(ms),
};

export const systemRandom: Random = {
  bytes: (count) => randomBytes(count),
};

/** One line of the functions' log. */
export interface LogLine {
  readonly level: 'warn' | 'error';
  readonly event: string;
  readonly fields: Readonly<Record<string, string | number | boolean>>;
  readonly error: unknown;
}

export function createLog(write: (line: LogLine) => void): Log {
  return {
    warn: (event, fields = {}) => write({ level: 'warn', event, fields, error: undefined }),
    error: (event, error, fields = {}) => write({ level: 'error', event, fields, error }),
  };
}
