import { takeAny, takesAny } from './any-action.ts';
import { CHAPTERS } from './chapters.ts';
import { countsOf } from './check-views.ts';
import { MOST_SKEW_MS } from './containers.ts';
import { comeOrGo, comesAndGoes } from './departures.ts';
import { drawRates, NO_FAULTS } from './faults.ts';
import { unsettled } from './level.ts';
import { meddle } from './meddling.ts';
import { act } from './people.ts';
import { Play } from './play.ts';
import type { Tab } from './tab.ts';
import { logInAgain } from './log-in-again.ts';
import type { Person } from './world.ts';

/** How long things go wrong, milliseconds. */
const CHAOS_MS = { least: 8_000, most: 28_000 };
/** Heartbeats come every five minutes: by the next one everything must be level. */
const HEAL_MS = 6 * 60_000;

/** One run: people use the app while things go wrong; then nothing goes wrong any more, and all must come right. */
export class Scenario extends Play {
  /** Virtual milliseconds that it took until all was level after the faults ended; null when it never was. */
  healedAfter: number | null = null;

  /** Counts that were wrong when all was level, before every channel was opened. */
  wrongCounts: readonly string[] = [];

  async run(): Promise<void> {
    const { faults, random } = this.world;
    await this.#begin();
    faults.rates = drawRates(random);
    await this.#chaos();
    await this.#chapter();
    faults.rates = NO_FAULTS;
    await this.#heal();
  }

  /** What a tab still lacks; null when it is level. */
  unsettled(tab: Tab): string | null {
    return unsettled(this, tab);
  }

  async #begin(): Promise<void> {
    for (const person of this.world.people) {
      this.#equip(person);
      const tabs = this.world.random.chance(0.3) ? 2 : 1;
      for (let tab = 0; tab < tabs; tab += 1) this.start(person, this.anyChannel(this.world.random));
      if (tabs > 1) this.note('secondTab', 'browser');
    }
    await this.pass(2_000);
  }

  /** Devices are what they are: their clocks are wrong, their storage is full or locked. */
  #equip({ browser }: Person): void {
    const { random } = this.turn();
    const draw = random.next();
    if (random.chance(0.25)) {
      browser.skew = random.between(-MOST_SKEW_MS, MOST_SKEW_MS);
      this.note('skewedDevice', 'browser');
    }
    if (draw > 0.04) return;
    browser.storage = draw < 0.02 ? 'refused' : 'stuck';
    this.note(draw < 0.02 ? 'storageRefused' : 'storageStuck', 'browser');
  }

  async #chaos(): Promise<void> {
    const end = this.now() + this.world.random.between(CHAOS_MS.least, CHAOS_MS.most);
    while (this.now() < end) {
      const { random, index } = this.turn();
      await this.pass(random.chance(0.5) ? random.between(0, 30) : random.between(100, 2_000));
      const tabs = this.world.tabs().filter((tab) => !tab.isFrozen);
      if (tabs.length > 0 && this.world.faults.allows(`act#${index}`)) act(this, random.pick(tabs), random);
      if (this.world.faults.allows(`meddle#${index}`)) meddle(this, random);
      if (comesAndGoes(this.world.seed) && this.world.faults.allows(`go#${index}`)) comeOrGo(this, index);
      if (takesAny(this.world.seed) && this.world.faults.allows(`any#${index}`)) takeAny(this, index);
    }
  }

  async #chapter(): Promise<void> {
    const { random } = this.turn();
    let draw = random.next();
    for (const [probability, chapter] of CHAPTERS) {
      if (draw >= 0 && draw < probability && this.world.faults.allows(chapter.name)) await chapter(this, random);
      draw -= probability;
    }
  }

  /** Everyone is online, awake and looking; a page that is too old may be left open beside a new one. */
  async #heal(): Promise<void> {
    const { world } = this;
    for (const person of world.people) this.#return(person);
    // What tabs put on disk in their last moment is found at the next look.
    await this.pass(1_000);
    for (const tab of world.tabs()) tab.engine.attention(true);
    const began = this.now();
    // Where somebody's leaving was interrupted, their heartbeat finishes it, and the next ones of the others tell of it.
    const heartbeats = comesAndGoes(world.seed) ? 2 : 1;
    if (!(await this.#level(began + heartbeats * HEAL_MS))) return;
    this.healedAfter = this.now() - began;
    this.wrongCounts = countsOf(this);
    const { general, secret, direct } = world.place;
    for (const tab of world.tabs()) this.show(tab, general, secret, direct);
    if (!(await this.#level(this.now() + HEAL_MS))) this.healedAfter = null;
  }

  #return(person: Person): void {
    const { browser } = person;
    const { random } = this.turn();
    browser.setOnline(true);
    for (const tab of browser.tabs.slice()) {
      tab.thaw();
      if (tab.isOld && random.chance(0.5)) tab.kill();
    }
    if (browser.tabs.every(({ isOld }) => isOld)) this.start(person, this.anyChannel(random));
  }

  /** Runs until every tab is level with the server, or time is up. */
  async #level(until: number): Promise<boolean> {
    const { backend, people } = this.world;
    let calm = 0;
    let laggard: Tab | undefined;
    while (this.now() < until) {
      const before = backend.store.commits;
      await this.pass(500);
      for (const person of people) if (this.hadMonth || this.loggedOut.has(person.browser)) logInAgain(this, person);
      // Who lagged behind a moment ago is looked at first: most looks end there.
      if (laggard?.alive && this.unsettled(laggard) !== null) {
        calm = 0;
        continue;
      }
      laggard = this.world.tabs().find((tab) => this.unsettled(tab) !== null);
      calm = !laggard && backend.store.commits === before ? calm + 1 : 0;
      if (calm > 2) return true;
    }
    return false;
  }
}
