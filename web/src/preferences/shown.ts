import { keptPreferences } from '../remembered.ts';
import { readPreferences, type Preferences } from './preferences.ts';

let current = readPreferences(keptPreferences.read());

/** The settings of taste that hold now. */
export const preferences = (): Preferences => current;

/** Shows these settings, or those of this device: what styles go by is on the root element. */
export function showPreferences(next: Preferences = current): void {
  current = next;
  const { dataset } = document.documentElement;
  dataset['theme'] = current.theme;
  dataset['density'] = current.density;
  dataset['textSize'] = current.textSize;
}
