import type { Clock, Random } from '../ports/index.ts';
import { StoreUnavailable } from '../table/store.ts';
import { verdictOn } from './store-errors.ts';

export interface Pace {
  readonly clock: Pick<Clock, 'wait'>;
  readonly random: Random;
}

const ATTEMPTS = 6;
const FIRST_WAIT_MS = 20;
const LONGEST_WAIT_MS = 320;

/**
 * Repeats a call that DynamoDB was too busy for, and, when it is `repeatable`, one whose outcome is unknown.
 * @throws StoreUnavailable after the last attempt; ConditionFailed, StoreMisuse and foreign errors at once
 */
export const withRetries = async <T>(call: () => Promise<T>, repeatable: boolean, pace: Pace): Promise<T> => {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      const verdict = verdictOn(error);
      if (verdict.kind === 'refused') throw verdict.error;
      const last = attempt === ATTEMPTS - 1;
      if (last || (verdict.kind === 'unknown' && !repeatable))
        throw new StoreUnavailable(verdict.why, retryAfter(last));
    }
    await backOff(attempt, pace);
  }
};

/** Waits a random part of a time that doubles with each attempt. */
export const backOff = async (attempt: number, { clock, random }: Pace): Promise<void> => {
  const [high = 0, low = 0] = random.bytes(2);
  const share = (high * 256 + low + 1) / 65_536;
  await clock.wait(Math.ceil(share * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt)));
};

export const outOfAttempts = (attempt: number): boolean => attempt >= ATTEMPTS;

/** A table that is still busy after all attempts needs a longer pause than a lost answer. */
const retryAfter = (exhausted: boolean): number => (exhausted ? 1000 : 300);
