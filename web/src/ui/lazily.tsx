import { useEffect, useState, type ComponentType, type ReactNode } from 'react';

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

/**
 * A component in a chunk of its own. Other than with React's `lazy` it is there in the first frame when its chunk is, and else as soon
 * as it comes: what suspends, React holds back for up to 300 ms. Until then `meanwhile` is shown. A failure goes to the boundary,
 * unless it is `quiet`.
 */
export function lazily<P extends object>(load: Load<P>, meanwhile: ReactNode = null, quiet = false): Lazy<P> {
  let loaded: ComponentType<P> | null = null;
  const fetch = async (): Promise<ComponentType<P>> => loaded ?? (loaded = (await load()).default);

  function Later(props: P) {
    const [Shown, setShown] = useState(() => loaded);
    useEffect(() => {
      let timer = 0;
      let wait = FIRST_WAIT_MS / 2;
      let current = !Shown;
      const attempt = (): void => {
        fetch().then(
          (component) => current && setShown(() => component),
          (cause: unknown) => {
            if (!current) return;
            if (quiet) timer = window.setTimeout(attempt, (wait *= 2));
            else setShown(() => failing(cause));
          },
        );
      };
      if (current) attempt();
      return () => {
        current = false;
        window.clearTimeout(timer);
      };
    }, [Shown]);
    return Shown ? <Shown {...props} /> : meanwhile;
  }
  return Object.assign(Later, { preload: () => void fetch().catch(() => undefined) });
}

/** Part of a screen that does without it for a while: where it cannot be fetched it is tried again, and nothing else suffers. */
export const quietly = <P extends object>(load: Load<P>): Lazy<P> => lazily(load, null, true);
