import { setTimeout as pause } from 'node:timers/promises';

const PATIENCE_MS = 15_000;

/** Polls until `condition` answers something. @throws Error that names `what` after `withinMs` */
export async function until<T>(
  what: string,
  condition: () => T | Promise<T>,
  withinMs = PATIENCE_MS,
): Promise<NonNullable<Exclude<T, false>>> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const value = await condition();
    if (value !== undefined && value !== null && value !== false) return value as NonNullable<Exclude<T, false>>;
    if (performance.now() > deadline) throw new Error(`waited in vain (${withinMs} ms) for ${what}`);
    await pause(5);
  }
}
