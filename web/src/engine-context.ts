import { createContext, use } from 'react';
import type { Me } from '../../protocol/profile.ts';
import type { Engine } from './client/engine.ts';
import { t } from './i18n/t.ts';
import { useSelected, useValue } from './store/hooks.ts';
import { key, type Key, type State } from './store/state.ts';

export const EngineContext = createContext<Engine | null>(null);

/** The one engine of this tab. */
export function useEngine(): Engine {
  const engine = use(EngineContext);
  if (!engine) throw new Error('There is no engine around this component');
  return engine;
}

/** The value under a key of the store. */
export const useKey = <K extends Key>(name: K): State[K] => useValue(useEngine().store, name);

/** Something computed from the store. */
export const useSelect = <T>(select: (state: State) => T, equal?: (a: T, b: T) => boolean): T =>
  useSelected(useEngine().store, select, equal);

/** Oneself, on screens that only logged-in people see. */
export function useMe(): Me {
  const me = useKey('me');
  if (!me) throw new Error('Nobody is logged in');
  return me;
}

export const useWorkspace = (workspaceId: string) =>
  useKey('workspaces').find((workspace) => workspace.workspaceId === workspaceId);

export const useOwnChannel = (channelId: string) => useKey(key.channel(channelId));

/** A person's display name; a stand-in until it is known. */
export const useName = (userId: string): string => useKey(key.profile(userId))?.displayName ?? t('Somebody');

/** Display names by the state, for sentences. */
export const nameIn = (state: State, userId: string): string =>
  state[key.profile(userId)]?.displayName ?? t('Somebody');
