import { aNumberLeftBehind, aRemovalCutShort } from './interruptions.ts';
import { act, change, send } from './people.ts';
import type { Play } from './play.ts';
import type { SeededRandom } from './random.ts';
import type { Person } from './world.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A stretch of time between the crowded half minute and the end. */
export type Chapter = (play: Play, random: SeededRandom) => Promise<void>;

/** Tokens end and are renewed, or are not, while a few go on; a tab may sleep through it. */
const anHour: Chapter = async (play, random) => {
  for (const tab of play.world.tabs().slice(3)) tab.kill();
  const tabs = play.world.tabs();
  const sleeper = tabs.length > 0 && random.chance(0.6) ? random.pick(tabs) : undefined;
  if (sleeper) {
    play.note(sleeper.leads && sleeper.browser.tabs.length > 1 ? 'leaderFrozen' : 'tabFrozen', 'tab');
    sleeper.freeze();
  }
  for (let minutes = 0; minutes < 40; minutes += 4) {
    await play.pass(random.between(2, 6) * MINUTE);
    const awake = play.world.tabs().filter((tab) => !tab.isFrozen);
    if (awake.length > 0) act(play, random.pick(awake), random);
  }
  sleeper?.thaw();
  await play.pass(5 * SECOND);
};

/** One browser has no network for twelve hours (its lid may be closed); one person stays and writes now and then. */
const halfADay: Chapter = async (play, random) => {
  const { people } = play.world;
  const away = random.pick(people);
  const stays = random.pick(people.filter((person) => person !== away));
  play.note('offlineLong', 'browser');
  away.browser.setOnline(false);
  if (random.chance(0.7)) for (const tab of away.browser.tabs) tab.freeze();
  for (const tab of play.world.tabs().filter(({ browser }) => browser !== away.browser)) tab.kill();
  stays.browser.setOnline(true);
  const tab = play.start(stays, play.anyChannel(random));
  for (let hours = 0; hours < 12; hours += 1) {
    await play.pass(HOUR);
    act(play, tab, random);
    await play.pass(random.between(0, 2_000));
  }
  away.browser.setOnline(true);
  for (const one of away.browser.tabs) one.thaw();
  for (const person of people) if (person.browser.tabs.length === 0) play.start(person, play.anyChannel(random));
  await play.pass(2 * SECOND);
};

/** Messages are changed while some are gone already: what they missed is not kept until they look again. */
async function changeBehind(play: Play, random: SeededRandom, gone: readonly Person[]): Promise<void> {
  for (const { browser } of gone) for (const tab of browser.tabs.slice()) tab.kill();
  const tabs = play.world.tabs().filter((tab) => !tab.isFrozen);
  const { secret } = play.world.place;
  for (const tab of tabs) play.show(tab, secret);
  for (let turn = 0; turn < 8 && tabs.length > 0; turn += 1) {
    await play.pass(700);
    change(play, random.pick(tabs), secret, random);
  }
  await play.pass(2 * SECOND);
}

/** Everyone closes their pages; some come by every ten days. What is kept for thirty days is gone then, or soon will be. */
const aMonth: Chapter = async (play, random) => {
  const { world } = play;
  const visitors = world.people.filter(() => random.chance(0.6));
  await changeBehind(play, random, visitors);
  for (const tab of world.tabs()) tab.kill();
  play.hadMonth = true;
  for (let visit = 0; visit < 3; visit += 1) {
    await play.pass(10 * DAY + random.between(0, DAY));
    if (world.backend.store.sweep(() => random.chance(0.7)) > 0) play.note('changesExpired', 'table');
    for (const person of visitors) {
      person.browser.setOnline(true);
      const tab = play.start(person, world.place.general);
      await play.pass(30 * SECOND);
      if (random.chance(0.5)) send(play, tab, world.place.general);
      await play.pass(20 * SECOND);
      tab.kill();
    }
  }
  await play.pass(random.between(0, 2 * DAY));
};

/** How often each comes up. */
export const CHAPTERS: readonly (readonly [probability: number, chapter: Chapter])[] = [
  [0.06, anHour],
  [0.02, halfADay],
  [0.04, aMonth],
  [0.12, aRemovalCutShort],
  [0.15, aNumberLeftBehind],
];
