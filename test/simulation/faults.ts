import type { SeededRandom } from './random.ts';

/** Probabilities of what may go wrong, per call or per frame. */
export interface FaultRates {
  readonly crashBefore: number;
  readonly crashAfter: number;
  /** The write went through, its reply did not. */
  readonly lostReply: number;
  readonly throttled: number;
  /** The call takes seconds: long enough for others to give up on it, and to go on afterwards all the same. */
  readonly stalled: number;
  readonly staleRead: number;
  readonly pageCut: number;
  readonly pushLost: number;
  readonly pushDoubled: number;
  readonly frameLost: number;
  /** The same event reaches the function twice. */
  readonly invokedTwice: number;
  readonly requestLost: number;
  readonly answerLost: number;
  readonly disconnectMissing: number;
  readonly batchRepeated: number;
}

export const NO_FAULTS: FaultRates = {
  crashBefore: 0,
  crashAfter: 0,
  lostReply: 0,
  throttled: 0,
  stalled: 0,
  staleRead: 0,
  pageCut: 0,
  pushLost: 0,
  pushDoubled: 0,
  frameLost: 0,
  invokedTwice: 0,
  requestLost: 0,
  answerLost: 0,
  disconnectMissing: 0,
  batchRepeated: 0,
};

/** The most of each kind; 0.06 where nothing else is said. */
const SCALES: Readonly<Record<string, number>> = { crashBefore: 0.02, crashAfter: 0.02, stalled: 0.06, staleRead: 0.5 };

/** Each run favours some kinds of faults, so that both rare and crowded combinations come up. */
export function drawRates(random: SeededRandom): FaultRates {
  const rates: Record<string, number> = {};
  for (const kind of Object.keys(NO_FAULTS)) {
    const scale = SCALES[kind] ?? 0.06;
    rates[kind] = random.chance(0.4) ? 0 : random.next() * scale;
  }
  return { ...NO_FAULTS, ...rates };
}
