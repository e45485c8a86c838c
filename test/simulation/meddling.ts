import { MOST_SKEW_MS } from './containers.ts';
import type { Play } from './play.ts';
import type { SeededRandom } from './random.ts';
import type { Person } from './world.ts';

/** What the world does: networks, devices and their owners' habits, and those who put up a new version. */
export function meddle(play: Play, random: SeededRandom): void {
  const person = random.pick(play.world.people);
  const { browser } = person;
  const draw = random.next();
  if (draw < 0.04 || (draw < 0.08 && !browser.online)) return turnNetwork(play, person);
  if (draw < 0.12) return cut(play, random);
  if (draw < 0.15) return kill(play, person, random);
  if (draw < 0.18) return freeze(play, person, random);
  if (draw < 0.2) {
    if (browser.tabs.length > 0 && browser.tabs.length < 3) play.note('secondTab', 'browser');
    if (browser.tabs.length < 3) play.start(person, play.anyChannel(random));
  } else if (draw < 0.203) {
    play.note('deployed', 'installation');
    play.world.backend.deploys += 1;
  } else if (draw < 0.207) {
    play.note('clockSet', 'browser');
    browser.skew = random.between(-MOST_SKEW_MS, MOST_SKEW_MS);
  }
}

function turnNetwork(play: Play, { browser }: Person): void {
  if (browser.online) play.note('offline', 'browser');
  browser.setOnline(!browser.online);
}

function cut(play: Play, random: SeededRandom): void {
  const { gateway } = play.world.backend;
  const wires = gateway.open();
  if (wires.length === 0) return;
  play.note('socketCut', 'socket');
  gateway.cut(random.pick(wires));
}

function kill(play: Play, person: Person, random: SeededRandom): void {
  const { tabs } = person.browser;
  if (tabs.length === 0) return;
  play.note('tabKilled', 'tab');
  random.pick(tabs).kill();
  if (tabs.length === 0 || random.chance(0.5)) play.start(person, play.anyChannel(random));
}

function freeze(play: Play, { browser: { tabs } }: Person, random: SeededRandom): void {
  if (tabs.length === 0) return;
  const tab = random.pick(tabs);
  if (tab.isFrozen) return tab.thaw();
  play.note(tab.leads && tabs.length > 1 ? 'leaderFrozen' : 'tabFrozen', 'tab');
  tab.freeze();
}
