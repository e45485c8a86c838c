import { useCallback, useRef, useSyncExternalStore } from 'react';
import type { Key, State } from './state.ts';
import type { Store } from './store.ts';

/** The value under one key; the component renders again only when it changes. */
export function useValue<K extends Key>(store: Store, key: K): State[K] {
  return useSyncExternalStore(
    useCallback((listener: () => void) => store.subscribe(key, listener), [store, key]),
    () => store.get(key),
  );
}

/** Something computed from the whole state; renders again when the result changes by `equal`. Prefer `useValue` in rows. */
export function useSelected<T>(
  store: Store,
  select: (state: State) => T,
  equal: (a: T, b: T) => boolean = Object.is,
): T {
  const last = useRef<{ readonly value: T } | null>(null);
  return useSyncExternalStore(
    useCallback((listener: () => void) => store.subscribeAll(listener), [store]),
    () => {
      const value = select(store.state);
      if (last.current && equal(last.current.value, value)) return last.current.value;
      last.current = { value };
      return value;
    },
  );
}
