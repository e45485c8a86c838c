import { setTimeout } from 'node:timers/promises';
import type { Clock } from '../ports/index.ts';

export const systemClock: Clock = {
  now: () => Date.now(),
  wait: (ms) => setTimeout(ms),
};
