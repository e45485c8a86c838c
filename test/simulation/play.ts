import type { FaultKind } from './faults.ts';
import { mixed, SeededRandom } from './random.ts';
import type { Tab } from './tab.ts';
import type { Person, World } from './world.ts';

/** A message that someone wrote; it must arrive once it is on their disk, unless it is refused. */
export interface Written {
  readonly userId: string;
  readonly channelId: string;
  readonly clientMessageId: string;
  readonly text: string;
  readonly browser: object;
}

interface Shown {
  readonly channelId: string;
  readonly close: () => void;
}

/** What is on stage: the world, what its people look at, and what they wrote. */
export class Play {
  readonly world: World;
  readonly written: Written[] = [];
  /** Who put something back to unread: only their markers go back. */
  readonly unreadAgain = new Set<string>();
  /** Browsers whose people logged out, and when they last tried to be in again. */
  readonly loggedOut = new Map<object, number>();
  /** More than thirty days passed: who did not come meanwhile has to log in again. */
  hadMonth = false;
  readonly #open = new Map<Tab, readonly Shown[]>();
  #texts = 0;
  #turns = 0;

  constructor(world: World) {
    this.world = world;
  }

  now(): number {
    return this.world.scheduler.now();
  }

  async pass(ms: number): Promise<void> {
    await this.world.scheduler.run(this.now() + ms);
  }

  /** Draws of the next turn: what one turn draws does not shift the others. */
  turn(): { readonly random: SeededRandom; readonly index: number } {
    this.#turns += 1;
    return { random: new SeededRandom(mixed(this.world.seed, this.#turns)), index: this.#turns };
  }

  note(kind: FaultKind, step: string): void {
    this.world.faults.note(kind, step);
  }

  anyChannel(random: SeededRandom): string {
    const { general, secret, direct } = this.world.place;
    return random.pick([general, secret, secret, direct]);
  }

  /** Whatever is refused here is refused rightly, or the checker will see. */
  try(work: () => unknown): void {
    try {
      const result = work();
      if (result instanceof Promise) result.catch(() => undefined);
    } catch {
      // Not logged in at this moment.
    }
  }

  /** A new tab, looking at these channels. */
  start({ browser }: Person, ...channelIds: readonly string[]): Tab {
    const tab = browser.openTab();
    this.#comesUpAgain(tab);
    void tab.engine.start();
    this.show(tab, ...channelIds);
    return tab;
  }

  /** Where nobody is logged in, it is shown to whoever will be. */
  show(tab: Tab, ...channelIds: readonly string[]): void {
    for (const { close } of this.#open.get(tab) ?? []) this.try(close);
    const { engine } = tab;
    const isIn = engine.store.get('session').phase === 'in';
    const open = (channelId: string): Shown['close'] => (isIn ? engine.openChannel(channelId) : () => {});
    this.#open.set(
      tab,
      channelIds.map((channelId) => ({ channelId, close: open(channelId) })),
    );
  }

  /** Screens hang on who is logged in, wherever that was done and however long the tab was frozen meanwhile. */
  #comesUpAgain(tab: Tab): void {
    const { store } = tab.engine;
    let was = store.get('session').phase;
    store.subscribe('session', () => {
      const { phase } = store.get('session');
      const came = phase === 'in' && was !== 'in' && this.#open.has(tab);
      was = phase;
      if (came) tab.later(0, () => this.show(tab, ...this.shownIn(tab)));
    });
  }

  /** The channels that a tab shows. */
  shownIn(tab: Tab): readonly string[] {
    return (this.#open.get(tab) ?? []).map(({ channelId }) => channelId);
  }

  text(what: string): string {
    this.#texts += 1;
    return `${what} ${this.#texts}`;
  }
}
