import type { Scope } from '../ports/index.ts';

const FIRST_MS = 20;
const LONGEST_MS = 320;

/** How often people who come and go at the same moment are tried: each time only one of them changes the channel's count. */
export const TRIES_BESIDE_OTHERS = 12;

/** Waits a random part of a time that doubles with each try, so that those who met at one item do not meet there again. */
export async function stepAside({ clock, random }: Pick<Scope, 'clock' | 'random'>, tries: number): Promise<void> {
  const [share = 0] = random.bytes(4);
  await clock.wait(Math.ceil(((share + 1) / 256) * Math.min(LONGEST_MS, FIRST_MS * 2 ** tries)));
}
