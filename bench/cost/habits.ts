import type { SeededRandom } from '../../test/simulation/random.ts';
import type { Scheduler } from '../../test/simulation/scheduler.ts';
import type { Engine } from '../../web/src/client/engine.ts';
import { key } from '../../web/src/store/state.ts';
import { CONVERSATIONS, DAY, HOUR, MESSAGE_CHARACTERS } from './assumptions.ts';
import type { Browser } from './browser.ts';
import type { Population, Resident } from './population.ts';

/** What a present person does in an hour: they do it for the absent ones too. */
const hourly = (perDay: number): number => perDay / DAY.present / DAY.connectedHours;
/** They look at the window half of the time, and write and read only then. */
const VISIBLE_SHARE = 0.5;
const SPELL_MS = HOUR / hourly(DAY.presenceChanges);
const BURST_MS = (HOUR * VISIBLE_SHARE) / hourly(DAY.messages / CONVERSATIONS.burst);
const SWITCH_MS = (HOUR * VISIBLE_SHARE) / hourly(DAY.switches);
/** A look at the workspace-wide channel is short: about 3 % of people have it open. */
const GLANCE_MS = 60_000;
/** Writing and coming back from a glance switch, too. */
const FOLLOWED = 0.6;

/** What is done, to be held against what was assumed. */
export interface Deeds {
  sent: number;
  sentToLarge: number;
  switches: number;
  boots: number;
  presenceChanges: number;
}

interface Parts {
  readonly scheduler: Scheduler;
  readonly random: SeededRandom;
  readonly resident: Resident;
  readonly population: Population;
  readonly browsers: readonly Browser[];
  readonly largeShare: number;
  readonly deeds: Deeds;
}

/** One present person: writes in bursts, follows what is unread, hides the window, reloads it. */
export class Habits {
  readonly #parts: Parts;
  #engine: Engine | null = null;
  #visible = true;
  #open = '';
  #leave: () => void = () => {};
  #spell = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#open = parts.resident.channels[0] ?? '';
  }

  begin(): void {
    const { browsers, random, scheduler } = this.#parts;
    this.#visible = random.chance(VISIBLE_SHARE);
    for (const [index, browser] of browsers.entries()) {
      scheduler.after(random.next() * 8 * 60_000, () => {
        this.#load(browser, index === 0);
        this.#every(HOUR / (DAY.boots / DAY.present / DAY.browsers / DAY.connectedHours), () =>
          this.#load(browser, index === 0),
        );
        if (index === 0) this.#live();
      });
    }
  }

  #live(): void {
    this.#plan(SPELL_MS, () => this.#look());
    if (this.#visible) this.#work();
  }

  /** Exponential waits: what happens now says nothing of when it happens next. */
  #plan(meanMs: number, work: () => void): void {
    const { scheduler, random } = this.#parts;
    scheduler.after(-Math.log(1 - random.next()) * meanMs, work);
  }

  #every(meanMs: number, work: () => void): void {
    this.#plan(meanMs, () => {
      work();
      this.#every(meanMs, work);
    });
  }

  /** Writes and reads until the window is hidden. */
  #work(): void {
    this.#spell += 1;
    const spell = this.#spell;
    const again = (meanMs: number, work: () => void): void =>
      this.#plan(meanMs, () => {
        if (!this.#visible || this.#spell !== spell) return;
        work();
        again(meanMs, work);
      });
    again(BURST_MS, () => this.#write());
    again(SWITCH_MS / FOLLOWED, () => this.#follow());
  }

  #look(): void {
    this.#visible = !this.#visible;
    this.#parts.deeds.presenceChanges += 1;
    this.#engine?.attention(this.#visible);
    if (this.#visible) {
      this.#read();
      this.#work();
    }
    this.#plan(SPELL_MS, () => this.#look());
  }

  #load(browser: Browser, first: boolean): void {
    const { resident, population, deeds } = this.#parts;
    deeds.boots += 1;
    const engine = browser.load();
    engine.watchPresence(resident.partners);
    engine.needProfiles(population.workspaceId, resident.partners);
    if (!first) {
      engine.openChannel(resident.channels[0] ?? '');
      engine.attention(false);
      return;
    }
    this.#engine = engine;
    this.#leave = () => {};
    this.#show(this.#open);
    engine.attention(this.#visible);
  }

  #show(channelId: string): void {
    const engine = this.#engine;
    if (!engine) return;
    this.#leave();
    this.#open = channelId;
    const close = engine.openChannel(channelId);
    const unsubscribe = engine.store.subscribe(key.timeline(channelId), () => this.#read());
    this.#leave = () => {
      unsubscribe();
      close();
    };
    this.#read();
  }

  /** The end of the conversation is on screen. */
  #read(): void {
    if (!this.#visible || !this.#engine) return;
    const timeline = this.#engine.store.get(key.timeline(this.#open));
    if (timeline?.to === null) this.#engine.markRead(this.#open);
  }

  #goTo(channelId: string): void {
    if (channelId === this.#open) return;
    this.#parts.deeds.switches += 1;
    this.#show(channelId);
    const { population, resident } = this.#parts;
    if (channelId !== population.large) return;
    this.#plan(GLANCE_MS, () => {
      if (this.#open === channelId) this.#goTo(resident.channels[0] ?? '');
    });
  }

  /** To something unread, rather what is close. */
  #follow(): void {
    const { resident, population, random } = this.#parts;
    const [home = '', ...others] = resident.channels;
    const choices: readonly (readonly [string, number])[] = [
      ...resident.directs.map((id) => [id, 4] as const),
      [home, 3],
      ...others.map((id) => [id, 2] as const),
      ...(resident.inLarge ? [[population.large, 0.7] as const] : []),
    ];
    const unread = choices.filter(([id]) => id !== this.#open && this.#isUnread(id));
    let draw = random.next() * unread.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [id, weight] of unread) {
      draw -= weight;
      if (draw < 0) return this.#goTo(id);
    }
    this.#goTo(home);
  }

  #isUnread(channelId: string): boolean {
    return (this.#engine?.store.get(key.unread(channelId))?.count ?? 0) > 0;
  }

  #write(): void {
    const { resident, population, random, largeShare } = this.#parts;
    const [home = '', ...others] = resident.channels;
    const joined = random.chance(largeShare * (DAY.present / 0.6));
    const toLarge = resident.inLarge && joined;
    const target = toLarge
      ? population.large
      : random.chance(CONVERSATIONS.directShare)
        ? random.pick(resident.directs)
        : random.chance(0.6)
          ? home
          : random.pick(others);
    this.#goTo(target);
    let wait = 0;
    do {
      wait += 3_000 + random.next() * 30_000;
      this.#parts.scheduler.after(wait, () => this.#send(target, toLarge));
    } while (random.chance(1 - 1 / CONVERSATIONS.burst));
  }

  #send(channelId: string, toLarge: boolean): void {
    const { random, deeds } = this.#parts;
    if (!this.#engine?.store.get(key.channel(channelId))) return;
    deeds.sent += 1;
    if (toLarge) deeds.sentToLarge += 1;
    this.#engine.send(channelId, 'lorem '.repeat(random.pick(MESSAGE_CHARACTERS) / 6));
  }
}
