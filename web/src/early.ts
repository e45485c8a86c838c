/**
 * Runs before the rest of the app is there, in a file of its own, and before anything is painted (`shell-plugin.ts`): who chose colours is
 * shown no others first, and what a start would wait for later is asked for now. All of this may be asked for in vain.
 */
import { askEarly } from './client/early-question.ts';
import { openEarly } from './client/early.ts';
import { catalogOf } from './i18n/catalogs.ts';
import { languageFor } from './i18n/languages.ts';
import { paths } from './paths.ts';
import { preferences, showPreferences } from './preferences/shown.ts';
import { lastPlace, placeAt } from './remembered.ts';

showPreferences();
catalogOf(languageFor(preferences().language, navigator.languages)).catch(() => undefined);

const { pathname } = window.location;

/** The conversation that is probably opened first. */
export const firstPlace = placeAt(pathname);
/** Somebody was logged in: what is kept of them is being read, and will be shown in this font. */
export const isKnown = openEarly(firstPlace);
if (isKnown) document.fonts.load('1em "Inter\\ Variable"').catch(() => undefined);
else askEarly();

const isHome = pathname === paths.home;
/** The screen that is probably shown first. */
export const firstScreen =
  pathname.startsWith('/w/') || (isHome && lastPlace.workspace() !== null)
    ? 'workspace'
    : isHome || pathname === paths.logIn
      ? 'log-in'
      : null;

/** Resolves when its parts are there. A failure is told where they are shown. */
export const firstParts: Promise<unknown> = (
  firstScreen === 'workspace'
    ? import('./features/workspace/frame.tsx')
    : firstScreen === 'log-in'
      ? import('./features/auth/pages.ts')
      : Promise.resolve()
).catch(() => undefined);
