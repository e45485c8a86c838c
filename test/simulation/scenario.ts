import { keys } from '../../lambdas/table/schema.ts';
import { key } from '../../web/src/store/state.ts';
import type { Tab } from './tab.ts';
import { drawRates, NO_FAULTS } from './faults.ts';
import type { SeededRandom } from './random.ts';
import type { Person, World } from './world.ts';

/** A message that someone wrote; it must arrive once it is on their disk, unless it is refused. */
export interface Written {
  readonly userId: string;
  readonly channelId: string;
  readonly clientMessageId: string;
  readonly text: string;
  readonly browser: object;
}

const CHAOS_MS = 30_000;
/** Heartbeats come every five minutes: by then everything must be level. */
const HEAL_MS = 11 * 60_000;

/** One run: people use the app while things go wrong; then nothing goes wrong any more, and all must come right. */
export class Scenario {
  readonly world: World;
  readonly written: Written[] = [];
  /** Virtual milliseconds that it took until all was level after the faults ended; null when it never was. */
  healedAfter: number | null = null;
  readonly #open = new Map<Tab, readonly { readonly channelId: string; readonly close: () => void }[]>();
  readonly #random: SeededRandom;
  #count = 0;

  constructor(world: World) {
    this.world = world;
    this.#random = world.random;
  }

  async run(): Promise<void> {
    await this.#begin();
    this.world.backend.rates = drawRates(this.#random);
    await this.#chaos();
    this.world.backend.rates = NO_FAULTS;
    await this.#heal();
  }

  async #begin(): Promise<void> {
    const { world } = this;
    for (const person of world.people) {
      const tabs = this.#random.chance(0.3) ? 2 : 1;
      for (let tab = 0; tab < tabs; tab += 1) this.#start(person);
    }
    await world.scheduler.run(world.scheduler.now() + 2_000);
  }

  #start(person: Person): Tab {
    const tab = person.browser.openTab();
    void tab.engine.start();
    this.#show(tab, this.#anyChannel());
    return tab;
  }

  #anyChannel(): string {
    const { general, secret, direct } = this.world.place;
    return this.#random.pick([general, secret, secret, direct]);
  }

  /** Whatever is refused here is refused rightly, or the checker will see. */
  #try(work: () => unknown): void {
    try {
      const result = work();
      if (result instanceof Promise) result.catch(() => undefined);
    } catch {
      // Not logged in at this moment.
    }
  }

  #show(tab: Tab, channelId: string): void {
    for (const { close } of this.#open.get(tab) ?? []) close();
    this.#open.delete(tab);
    this.#try(() => this.#open.set(tab, [{ channelId, close: tab.engine.openChannel(channelId) }]));
  }

  async #chaos(): Promise<void> {
    const { scheduler } = this.world;
    const end = scheduler.now() + CHAOS_MS;
    while (scheduler.now() < end) {
      const pause = this.#random.chance(0.5) ? this.#random.between(0, 30) : this.#random.between(100, 2_000);
      await scheduler.run(scheduler.now() + pause);
      const tabs = this.world.tabs().filter((tab) => !tab.isFrozen);
      if (tabs.length > 0) this.#act(this.#random.pick(tabs));
      this.#meddle();
    }
  }

  /** What a person does. */
  #act(tab: Tab): void {
    const channelId = this.#open.get(tab)?.[0]?.channelId ?? this.#anyChannel();
    const { engine } = tab;
    const own = (engine.store.get(key.timeline(channelId))?.messages ?? []).filter(
      (message) => message.author === tab.userId && message.deletedAt === null && message.notice === null,
    );
    const draw = this.#random.next();
    if (draw < 0.45) this.#send(tab, channelId);
    else if (draw < 0.57 && own.length > 0) {
      const { seq } = this.#random.pick(own);
      this.#count += 1;
      this.#try(() => engine.editMessage(channelId, seq, `edited ${this.#count}`));
    } else if (draw < 0.62 && own.length > 0) {
      const { seq } = this.#random.pick(own);
      this.#try(() => engine.deleteMessage(channelId, seq));
    } else if (draw < 0.71) this.#show(tab, this.#anyChannel());
    else if (draw < 0.79) this.#try(() => engine.markRead(channelId));
    else if (draw < 0.81) this.#try(() => engine.loadOlder(channelId));
    else if (draw < 0.83) this.#try(() => engine.jumpTo(channelId, this.#random.between(1, 20)));
    else if (draw < 0.86) this.#try(() => engine.attention(this.#random.chance(0.6)));
    else if (draw < 0.88 && own.length > 0) {
      this.#try(() => engine.markUnread(channelId, this.#random.pick(own).seq));
    } else this.#govern();
  }

  #send(tab: Tab, channelId: string): void {
    const { userId } = tab;
    if (!userId || !tab.engine.store.get(key.channel(channelId))) return;
    this.#count += 1;
    const text = `message ${this.#count}`;
    this.#try(() => {
      const clientMessageId = tab.engine.send(channelId, text);
      this.written.push({ userId, channelId, clientMessageId, text, browser: tab.browser });
    });
  }

  /** The owner takes people out of the private channel, puts them back, renames it. */
  #govern(): void {
    const [ada, ...others] = this.world.people;
    const tab = ada?.browser.tabs[0];
    if (!tab || tab.isFrozen) return;
    const { secret: channelId } = this.world.place;
    const { userId } = this.#random.pick(others);
    const draw = this.#random.next();
    this.#count += 1;
    if (draw < 0.5) this.#try(() => tab.engine.request('channel.removeMember', { channelId, userId }));
    else if (draw < 0.8) this.#try(() => tab.engine.request('channel.addMembers', { channelId, userIds: [userId] }));
    else this.#try(() => tab.engine.request('channel.rename', { channelId, name: `plans-${this.#count}` }));
  }

  /** What the world does. */
  #meddle(): void {
    const person = this.#random.pick(this.world.people);
    const { browser } = person;
    const draw = this.#random.next();
    if (draw < 0.04) browser.setOnline(!browser.online);
    else if (draw < 0.08 && !browser.online) browser.setOnline(true);
    else if (draw < 0.12) {
      const wires = this.world.backend.gateway.open();
      if (wires.length > 0) this.world.backend.gateway.cut(this.#random.pick(wires), this.#random.chance(0.8));
    } else if (draw < 0.15 && browser.tabs.length > 0) {
      this.#random.pick(browser.tabs).kill();
      if (browser.tabs.length === 0 || this.#random.chance(0.5)) this.#start(person);
    } else if (draw < 0.17 && browser.tabs.length > 0) {
      const tab = this.#random.pick(browser.tabs);
      if (tab.isFrozen) tab.thaw();
      else tab.freeze();
    } else if (draw < 0.19 && browser.tabs.length < 3) this.#start(person);
  }

  /** Everyone is online, awake and looking. */
  async #heal(): Promise<void> {
    const { world } = this;
    for (const person of world.people) {
      person.browser.setOnline(true);
      for (const tab of person.browser.tabs) {
        tab.thaw();
        tab.engine.attention(true);
      }
      if (person.browser.tabs.length === 0) this.#start(person);
    }
    const began = world.scheduler.now();
    if (!(await this.#level(began + HEAL_MS))) return;
    this.healedAfter = world.scheduler.now() - began;
    const { general, secret, direct } = world.place;
    for (const tab of world.tabs()) {
      for (const { close } of this.#open.get(tab) ?? []) close();
      const all = [general, secret, direct];
      this.#open.set(
        tab,
        all.map((channelId) => ({ channelId, close: tab.engine.openChannel(channelId) })),
      );
    }
    if (!(await this.#level(world.scheduler.now() + HEAL_MS))) this.healedAfter = null;
  }

  /** Runs until every tab is level with the server, or time is up. */
  async #level(until: number): Promise<boolean> {
    const { scheduler, backend } = this.world;
    let calm = 0;
    while (scheduler.now() < until) {
      const before = backend.store.commits;
      await scheduler.run(scheduler.now() + 500);
      const isLevel = this.world.tabs().every((tab) => this.unsettled(tab) === null);
      calm = isLevel && backend.store.commits === before ? calm + 1 : 0;
      if (calm > 2) return true;
    }
    return false;
  }

  /** What a tab still lacks; null when it is level. */
  unsettled(tab: Tab): string | null {
    const { store } = tab.engine;
    if (store.get('session').phase !== 'in') return 'not logged in';
    if (store.get('connection').phase !== 'live') return `connection is ${store.get('connection').phase}`;
    if (store.get('start') !== 'fresh') return 'start not fetched';
    for (const name of Object.keys(store.state)) {
      if (name.startsWith('outbox:')) {
        const outbox = store.get(name as `outbox:${string}`) ?? [];
        if (outbox.some(({ status }) => status !== 'failed')) return `${name} is not empty`;
      }
      if (name.startsWith('unread:') && store.get(name as `unread:${string}`)?.stale) return `${name} is stale`;
      if (name.startsWith('reading:')) return `${name} is not confirmed`;
    }
    const { general, secret, direct } = this.world.place;
    for (const channelId of [general, secret, direct]) {
      const lack = this.#lack(tab, channelId);
      if (lack) return `${channelId}: ${lack}`;
    }
    return null;
  }

  #lack(tab: Tab, channelId: string): string | null {
    const { store } = tab.engine;
    const table = this.world.backend.store;
    const own = store.get(key.channel(channelId));
    const row = table.get(keys.channelMember(channelId, tab.userId ?? ''));
    if (!own || !row) return (row !== undefined) === (own !== undefined) ? null : 'membership';
    if (own.membership.readVersion !== row['readVersion']) return 'read marker';
    const meta = table.get(keys.channel(channelId));
    if (own.seq !== meta?.['seq']) return `knows up to ${own.seq}`;
    if (own.channel.lastSeq !== meta['lastSeq']) return `knows the channel of ${own.channel.lastSeq}`;
    if (!this.#open.get(tab)?.some((one) => one.channelId === channelId)) return null;
    const timeline = store.get(key.timeline(channelId));
    if (!timeline) return 'no timeline';
    return timeline.through === own.seq ? null : `shows up to ${timeline.through}`;
  }
}
