import { INITIAL, type Key, type Patch, type State } from './state.ts';

type Listener = () => void;

/** The one state of a tab. Readers subscribe to the keys that they show; a value changes its identity when it changes. */
export interface Store {
  /** The current value; same identity until it changes, as `useSyncExternalStore` wants. */
  get<K extends Key>(key: K): State[K];
  /** All of it, for pure functions. Do not keep it: it changes in place. */
  readonly state: State;
  /** Calls `listener` after each change of the value under `key`. @returns how to stop */
  subscribe(key: Key, listener: Listener): () => void;
  /** Calls `listener` after any change. @returns how to stop */
  subscribeAll(listener: Listener): () => void;
  /** Takes new values over and tells those who subscribed to a value that changed. */
  apply(patch: Patch): void;
  /** Back to the beginning (log-out), all subscribers told. */
  clear(): void;
}

export function createStore(initial: State = INITIAL): Store {
  let state: Record<string, unknown> & State = { ...initial };
  const listeners = new Map<string, Set<Listener>>();
  const everything = new Set<Listener>();

  function tell(changed: readonly string[]): void {
    for (const name of changed) for (const listener of listeners.get(name) ?? []) listener();
    if (changed.length > 0) for (const listener of everything) listener();
  }

  return {
    get: (name) => state[name],
    get state() {
      return state;
    },
    subscribe(name, listener) {
      const set = listeners.get(name) ?? new Set();
      listeners.set(name, set.add(listener));
      return () => {
        set.delete(listener);
        if (set.size === 0 && listeners.get(name) === set) listeners.delete(name);
      };
    },
    subscribeAll(listener) {
      everything.add(listener);
      return () => everything.delete(listener);
    },
    apply(patch) {
      const changed = Object.keys(patch).filter((name) => !Object.is(state[name as Key], patch[name as Key]));
      for (const name of changed) {
        const value = patch[name as Key];
        if (value === undefined) delete state[name];
        else Object.assign(state, { [name]: value });
      }
      tell(changed);
    },
    clear() {
      const changed = Object.keys({ ...state, ...initial });
      state = { ...initial };
      tell(changed);
    },
  };
}
