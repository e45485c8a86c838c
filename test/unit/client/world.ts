/** A world without faults: real functions, real engines, virtual time. */
import { prepare, type Prepared, type Person, World, drive } from '../../simulation/world.ts';
import type { Tab } from '../../simulation/tab.ts';
import { key } from '../../../web/src/store/state.ts';

let prepared: Promise<Prepared> | undefined;

export interface Calm {
  readonly world: World;
  readonly ada: Person;
  readonly bob: Person;
  readonly dee: Person;
  /** Lets time pass. */
  pass(ms: number): Promise<void>;
  /** Lets time pass until it is so; throws when it never is. */
  until(isSo: () => boolean, what: string): Promise<void>;
  /** Lets time pass until the work is done. */
  done<T>(work: Promise<T>): Promise<T>;
  /** Opens the app and waits until it is live. */
  visit(person: Person): Promise<Tab>;
  /** How often an action was asked for, by anybody. */
  calls(action: string): number;
}

/** Texts of the messages of a conversation that a tab has, the oldest first. */
export const textsIn = ({ engine }: Tab, channelId: string): readonly string[] =>
  engine.store.get(key.timeline(channelId))?.messages.map(({ text }) => text) ?? [];

export async function calm(seed = 1): Promise<Calm> {
  prepared ??= prepare();
  const world = new World(await prepared, { seed });
  const { scheduler } = world;
  const [ada, bob, , dee] = world.people;
  if (!ada || !bob || !dee) throw new Error('nobody is there');
  const until = async (isSo: () => boolean, what: string): Promise<void> => {
    await scheduler.run(scheduler.now() + 15 * 60_000, isSo);
    if (!isSo()) throw new Error(`it never came to be that ${what}`);
  };
  return {
    world,
    ada,
    bob,
    dee,
    until,
    pass: (ms) => scheduler.run(scheduler.now() + ms),
    done: (work) => drive(scheduler, work),
    calls: (action) => world.exchanges.filter((exchange) => exchange.action === action).length,
    async visit(person) {
      const tab = person.browser.openTab();
      void tab.engine.start();
      await until(() => tab.engine.store.get('connection').phase === 'live', 'the tab is live');
      await until(() => tab.engine.store.get('start') === 'fresh', 'the start is fetched');
      return tab;
    },
  };
}
