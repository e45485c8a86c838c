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

/** Before a part is tried again the first time; twice as long before each try after. */
const FIRST_WAIT_MS = 2_000;

/** How fetching goes, for what stands in the place of a part that is tried again. */
export interface Fetching {
  /** How often it could not be fetched. */
  readonly failures: number;
  /** Tries again now. */
  readonly retry: () => void;
  /** While it is held, the part does not take its place, though it has come. */
  readonly hold: (held: boolean) => void;
}

/** What is shown until a part comes: the same each time, or a component that is told what the part will be and how fetching goes. */
type Meanwhile<P> = ReactNode | ComponentType<P & Fetching>;

interface How {
  /** Where it cannot be fetched it is tried again, ever more rarely. Otherwise a failure goes to the boundary around it. */
  readonly tryAgain?: boolean;
  /** It is asked for after the frame, in a task of its own, if nobody asked before. */
  readonly afterFrame?: boolean;
}

/**
 * A component in a chunk of its own. Other than with React's `lazy` it is there in the first frame when its chunk is, and else as soon
 * as it comes, drawn in pieces, between which the browser answers: what suspends, React holds back for up to 300 ms. Until then
 * `Before` is shown.
 */
export function lazily<P extends object>(load: Load<P>, Before: Meanwhile<P> = null, how: How = {}): Lazy<P> {
  let loaded: ComponentType<P> | null = null;
  let asked = false;
  async function fetch(): Promise<ComponentType<P>> {
    asked = true;
    return loaded ?? (loaded = (await load()).default);
  }

  function Later(props: P) {
    const [Shown, setShown] = useState(() => loaded);
    const [failures, setFailures] = useState(0);
    const [tries, setTries] = useState(0);
    const [held, hold] = useState(false);
    useEffect(() => {
      let stop = (): void => undefined;
      let wait = FIRST_WAIT_MS / 2;
      let current = !Shown;
      const attempt = (): void => {
        fetch().then(
          (component) => current && startTransition(() => setShown(() => component)),
          (cause: unknown) => {
            if (!current) return;
            if (!how.tryAgain) return setShown(() => failing(cause));
            setFailures((count) => count + 1);
            const timer = setTimeout(attempt, (wait *= 2));
            stop = () => clearTimeout(timer);
          },
        );
      };
      if (current && how.afterFrame && !asked) stop = afterFrame(attempt);
      else if (current) attempt();
      return () => {
        current = false;
        stop();
      };
    }, [Shown, tries]);
    if (Shown && !held) return <Shown {...props} />;
    if (typeof Before !== 'function') return Before;
    return <Before {...props} failures={failures} retry={() => setTries(tries + 1)} hold={hold} />;
  }
  return Object.assign(Later, { preload: () => void fetch().catch(() => undefined) });
}

/** Part of a screen that does without it for a while: nothing stands in its place, and where it cannot be fetched nothing else suffers. */
export const quietly = <P extends object>(load: Load<P>): Lazy<P> =>
  lazily(load, null, { tryAgain: true, afterFrame: true });
