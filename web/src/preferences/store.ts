import { useSyncExternalStore } from 'react';
import { keptPreferences } from '../remembered.ts';
import { readPreferences, type Preferences } from './preferences.ts';

let current = readPreferences(keptPreferences.read());
const listeners = new Set<() => void>();

/** What styles go by is on the root element. */
function show(): void {
  const { dataset } = document.documentElement;
  dataset['theme'] = current.theme;
  dataset['density'] = current.density;
  dataset['textSize'] = current.textSize;
}

function take(next: Preferences): void {
  current = next;
  show();
  for (const listener of listeners) listener();
}

/** Shows the preferences of this device, and every change of them, another tab's too. Call once, before the first paint. */
export function startPreferences(): void {
  show();
  window.addEventListener('storage', ({ key, newValue }) => {
    if (key === keptPreferences.name || key === null) take(readPreferences(newValue));
  });
}

export const preferences = (): Preferences => current;

export function setPreference<P extends keyof Preferences>(name: P, value: Preferences[P]): void {
  const next: Preferences = { ...current, [name]: value };
  keptPreferences.write(JSON.stringify(next));
  take(next);
}

/** Calls on every change, until the returned function is called. */
export function onPreferences(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const usePreferences = (): Preferences => useSyncExternalStore(onPreferences, preferences);
