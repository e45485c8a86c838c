import { useEffect, useState, type ComponentType, type ReactNode } from 'react';

type Load<P> = () => Promise<{ readonly default: ComponentType<P> }>;

export interface Lazy<P> {
  (props: P): ReactNode;
  /** Fetches it before it is shown. A failure shows when it is. */
  preload(): void;
}

interface Failure {
  readonly cause: unknown;
}

/**
 * A component in a chunk of its own. Other than with React's `lazy` it is there in the first frame when its chunk is, and else as soon
 * as it comes: what suspends, React holds back for up to 300 ms. Until then `meanwhile` is shown; a failure goes to the boundary.
 */
export function lazily<P extends object>(load: Load<P>, meanwhile: ReactNode = null): Lazy<P> {
  let loaded: ComponentType<P> | null = null;
  const fetch = async (): Promise<ComponentType<P>> => loaded ?? (loaded = (await load()).default);

  function Later(props: P) {
    const [Shown, setShown] = useState(() => loaded);
    const [failure, setFailure] = useState<Failure | null>(null);
    useEffect(() => {
      let current = true;
      if (!Shown) {
        fetch().then(
          (component) => current && setShown(() => component),
          (cause: unknown) => current && setFailure({ cause }),
        );
      }
      return () => {
        current = false;
      };
    }, [Shown]);
    if (failure) throw failure.cause;
    return Shown ? <Shown {...props} /> : meanwhile;
  }
  return Object.assign(Later, { preload: () => void fetch().catch(() => undefined) });
}
