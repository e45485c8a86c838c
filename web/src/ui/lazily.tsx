import { startTransition, useEffect, useState, type ComponentType, type ReactNode } from 'react';
import { afterFrame } from './after-frame.ts';

type Load<P> = () => Promise<{ readonly default: ComponentType<P> }>;

export interface Lazy<P> {
  (props: P): ReactNode;
  /** Fetches it before it is shown. A failure shows when it is. */
  preload(): void;
}

/** Stands where a part could not be fetched, for the boundary around it. */
const failing = (cause: unknown) => (): never => {
  throw cause;
};

/** Before a quiet part is tried again the first time; twice as long before each try after. */
const FIRST_WAIT_MS = 2_000;

/** What is shown until a part comes: the same each time, or a component that is told what the part will be. */
type Meanwhile<P> = ReactNode | ComponentType<P>;

/**
 * A component in a chunk of its own. Other than with React's `lazy` it is there in the first frame when its chunk is, and else as soon
 * as it comes, drawn in pieces, between which the browser answers: what suspends, React holds back for up to 300 ms. Until then
 * `meanwhile` is shown. A failure goes to the boundary, unless it is `quiet`: then it is asked for after the frame, too, in a
 * task of its own, if nobody asked before.
 */
export function lazily<P extends object>(load: Load<P>, meanwhile: Meanwhile<P> = null, quiet = false): Lazy<P> {
  let loaded: ComponentType<P> | null = null;
  let asked = false;
  async function fetch(): Promise<ComponentType<P>> {
    asked = true;
    return loaded ?? (loaded = (await load()).default);
  }

  function Later(props: P) {
    const [Shown, setShown] = useState(() => loaded);
    useEffect(() => {
      let stop = (): void => undefined;
      let wait = FIRST_WAIT_MS / 2;
      let current = !Shown;
      const attempt = (): void => {
        fetch().then(
          (component) => current && startTransition(() => setShown(() => component)),
          (cause: unknown) => {
            if (!current) return;
            if (!quiet) return setShown(() => failing(cause));
            const timer = setTimeout(attempt, (wait *= 2));
            stop = () => clearTimeout(timer);
          },
        );
      };
      if (current && quiet && !asked) stop = afterFrame(attempt);
      else if (current) attempt();
      return () => {
        current = false;
        stop();
      };
    }, [Shown]);
    const Now = Shown ?? meanwhile;
    return typeof Now === 'function' ? <Now {...props} /> : Now;
  }
  return Object.assign(Later, { preload: () => void fetch().catch(() => undefined) });
}

/** Part of a screen that does without it for a while: where it cannot be fetched it is tried again, and nothing else suffers. */
export const quietly = <P extends object>(load: Load<P>): Lazy<P> => lazily(load, null, true);
