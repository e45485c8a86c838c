import { useSyncExternalStore } from 'react';
import { keptPreferences } from '../remembered.ts';
import { readPreferences, type Preferences } from './preferences.ts';
import { preferences, showPreferences } from './shown.ts';

const listeners = new Set<() => void>();

function take(next: Preferences): void {
  showPreferences(next);
  for (const listener of listeners) listener();
}

/** Follows every change of the preferences of this device in another tab. */
export function followPreferences(): void {
  window.addEventListener('storage', ({ key, newValue }) => {
    if (key === keptPreferences.name || key === null) take(readPreferences(newValue));
  });
}

export function setPreference<P extends keyof Preferences>(name: P, value: Preferences[P]): void {
  const next: Preferences = { ...preferences(), [name]: value };
  keptPreferences.write(JSON.stringify(next));
  take(next);
}

/** Calls on every change, until the returned function is called. */
export function onPreferences(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const usePreferences = (): Preferences => useSyncExternalStore(onPreferences, preferences);
