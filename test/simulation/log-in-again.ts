import type { Play } from './play.ts';
import { emailOf, PASSWORD, type Person } from './world.ts';

/** Whoever did not come by for thirty days is asked for the password, once. */
export function logInAgain(play: Play, person: Person): void {
  const { browser, name } = person;
  const [tab] = browser.tabs;
  if (!tab || browser.isAsked || tab.engine.store.get('session').phase !== 'out') return;
  browser.isAsked = true;
  play.note('sessionExpired', 'browser');
  play.try(async () => {
    await tab.engine.session.logIn(emailOf(name), PASSWORD);
    // Their screens come up again.
    for (const one of browser.tabs) play.show(one, ...play.shownIn(one));
  });
}
