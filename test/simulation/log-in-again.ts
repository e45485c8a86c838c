import type { Play } from './play.ts';
import { emailOf, PASSWORD, type Person } from './world.ts';

/** Whoever logged out and got no answer to their password tries again after this. */
const PATIENCE_MS = 20_000;

/** Whoever did not come by for thirty days is asked for the password, once; who logged out is until they are in. */
export function logInAgain(play: Play, person: Person): void {
  const { browser, name } = person;
  const tab = browser.tabs.find((one) => !one.isFrozen);
  if (tab?.engine.store.get('session').phase !== 'out') return;
  const triedAt = play.loggedOut.get(browser);
  if (triedAt === undefined ? browser.isAsked : play.now() < triedAt + PATIENCE_MS) return;
  if (triedAt === undefined) play.note('sessionExpired', 'browser');
  else play.loggedOut.set(browser, play.now());
  browser.isAsked = true;
  play.try(() => tab.engine.session.logIn(emailOf(name), PASSWORD));
}
