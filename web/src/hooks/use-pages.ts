import { useCallback, useEffect, useRef, useState } from 'react';
import { errorBodyOf, sentenceOf } from './problem.ts';

interface Page<T> {
  readonly items: readonly T[];
  readonly next?: string | undefined;
}

export interface Pages<T> {
  /** null until the first answer. */
  readonly items: readonly T[] | null;
  readonly more: boolean;
  readonly busy: boolean;
  readonly error: string | null;
  readonly loadMore: () => void;
  /** Fetches the first page again. */
  readonly reload: () => void;
}

interface Loaded<T> {
  readonly items: readonly T[] | null;
  readonly next: string | undefined;
  readonly busy: boolean;
  readonly error: string | null;
}

/** A list that comes in pages. `fetchPage` must keep its identity until something else is asked for. */
export function usePages<T>(fetchPage: (from: string | undefined) => Promise<Page<T>>): Pages<T> {
  const [loaded, setLoaded] = useState<Loaded<T>>({ items: null, next: undefined, busy: true, error: null });
  const turn = useRef(0);

  const load = useCallback(
    async (from: string | undefined) => {
      const mine = ++turn.current;
      setLoaded((was) => ({ ...was, busy: true, error: null }));
      try {
        const page = await fetchPage(from);
        if (mine !== turn.current) return;
        setLoaded((was) => ({
          items: from === undefined ? page.items : [...(was.items ?? []), ...page.items],
          next: page.next,
          busy: false,
          error: null,
        }));
      } catch (cause) {
        if (mine === turn.current) setLoaded((was) => ({ ...was, busy: false, error: sentenceOf(errorBodyOf(cause)) }));
      }
    },
    [fetchPage],
  );

  useEffect(() => {
    void load(undefined);
    return () => {
      turn.current += 1; // oxlint-disable-line react-hooks/exhaustive-deps -- it counts calls; the latest value is meant
    };
  }, [load]);

  const reload = useCallback(() => void load(undefined), [load]);

  return {
    items: loaded.items,
    more: loaded.next !== undefined,
    busy: loaded.busy,
    error: loaded.error,
    loadMore: () => {
      if (!loaded.busy && loaded.next !== undefined) void load(loaded.next);
    },
    reload,
  };
}
