import type { Scope } from '../ports/index.ts';

/** Longer than the slowest usual way through these calls. */
const FLOOR_MS = 500;

/** Answers no sooner than after a fixed time, well or badly, so that the time does not tell whether an account exists. */
export async function evenly<T>({ clock, now }: Pick<Scope, 'clock' | 'now'>, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } finally {
    const left = now + FLOOR_MS - clock.now();
    if (left > 0) await clock.wait(left);
  }
}
