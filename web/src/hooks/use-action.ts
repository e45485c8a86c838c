import { useState } from 'react';
import { errorBodyOf, sentenceOf } from './problem.ts';

export interface Action {
  readonly busy: boolean;
  /** The last refusal, as a sentence. */
  readonly error: string | null;
  readonly run: (work: () => Promise<unknown>) => void;
}

/** Runs what a button does: one at a time, with its refusal kept for display. */
export function useAction(): Action {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);

  async function attempt(work: () => Promise<unknown>): Promise<void> {
    setBusy(true);
    setError(null);
    try {
      await work();
    } catch (cause) {
      setError(sentenceOf(errorBodyOf(cause)));
    } finally {
      setBusy(false);
    }
  }

  return {
    busy,
    error,
    run: (work) => {
      if (!busy) void attempt(work);
    },
  };
}
