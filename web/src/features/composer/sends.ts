import type { KeyboardEvent } from 'react';
import type { Preferences } from '../../preferences/preferences.ts';

/** Whether this Enter sends; any other makes a new line. */
export const sends = (event: KeyboardEvent, enter: Preferences['enter']): boolean =>
  enter === 'send' ? !event.shiftKey && !event.altKey : event.ctrlKey || event.metaKey;
