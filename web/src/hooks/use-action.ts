import { useCallback, useRef, useState } from 'react';
import { errorBodyOf, sentenceOf } from './problem.ts';

export interface Action {
  readonly busy: boolean;
  /** The last refusal, as a sentence. */
  readonly error: string | null;
  /** Keeps its identity. */
  readonly run: (work: () => Promise<unknown>) => void;
}

/** Runs what a button does: one at a time, with its refusal kept for display. */
export function useAction(): Action {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const runs = useRef(false);

  const attempt = useCallback(async (work: () => Promise<unknown>) => {
    runs.current = true;
    setBusy(true);
    setError(null);
    try {
      await work();
    } catch (cause) {
      setError(sentenceOf(errorBodyOf(cause)));
    } finally {
      runs.current = false;
      setBusy(false);
    }
  }, []);

  const run = useCallback(
    (work: () => Promise<unknown>) => {
      if (!runs.current) void attempt(work);
    },
    [attempt],
  );
  return { busy, error, run };
}
