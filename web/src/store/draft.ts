import type { Key, Patch, State } from './state.ts';

/** A change of one value. */
export const only = <K extends Key>(name: K, value: State[K] | undefined): Patch => {
  const draft: { [N in Key]?: State[N] | undefined } = {};
  draft[name] = value;
  return draft;
};

/** Collects new values over a state that stays as it is: later steps of one transition see the earlier ones. */
export interface Draft {
  get<K extends Key>(key: K): State[K];
  set<K extends Key>(key: K, value: State[K] | undefined): void;
  readonly patch: Patch;
}

export function draftOf(state: State): Draft {
  const patch: { [K in Key]?: State[K] | undefined } = {};
  return {
    get: (name) => (Object.hasOwn(patch, name) ? (patch[name] as State[typeof name]) : state[name]),
    set(name, value) {
      patch[name] = value;
    },
    patch,
  };
}

/** The state that results from a patch; the store does the same in place. */
export function patched(state: State, patch: Patch): State {
  const next: Record<string, unknown> & State = { ...state };
  for (const name of Object.keys(patch)) {
    const value = patch[name as Key];
    if (value === undefined) delete next[name];
    else Object.assign(next, { [name]: value });
  }
  return next;
}
