import type { Item, Store } from '../../lambdas/table/store.ts';
import type { Environment } from '../../web/src/client/environment.ts';
import { Backend } from './backend.ts';
import { SimBrowser } from './browser.ts';
import type { Exchange } from './exchange.ts';
import { Faults } from './faults.ts';
import type { Tab } from './tab.ts';
import { SeededRandom } from './random.ts';
import { Scheduler } from './scheduler.ts';
import { CODE, SimPool } from './sim-identity.ts';

export const NAMES = ['ada', 'bob', 'cy', 'dee'] as const;
const BEGIN = Date.UTC(2026, 0, 5, 8);
export const PASSWORD = 'correct horse battery';

/** What a person is about to live with: an account, and a browser that is logged in. */
export interface Person {
  readonly name: string;
  readonly userId: string;
  readonly browser: SimBrowser;
}

export interface Place {
  readonly workspaceId: string;
  readonly general: string;
  /** Private: all but the last person are in it at first. */
  readonly secret: string;
  /** Between the first two. */
  readonly direct: string;
  /** Of the workspace, by its maker, with uses left. */
  readonly invite: { readonly inviteId: string; readonly secret: string };
}

/** A world without faults in which everyone has met, to be copied for every seed. */
export interface Prepared {
  readonly items: readonly Item[];
  readonly pool: SimPool;
  readonly at: number;
  readonly place: Place;
  readonly people: readonly Person[];
}

/** Lets virtual time pass until the work is done. @throws what the work throws; an Error when it never ends */
export async function drive<T>(scheduler: Scheduler, work: Promise<T>, forAtMost = 600_000): Promise<T> {
  let isDone = false;
  const watched = work.finally(() => (isDone = true));
  watched.catch(() => undefined);
  await scheduler.run(scheduler.now() + forAtMost, () => isDone);
  if (!isDone) throw new Error('it never came to an end');
  return watched;
}

export async function prepare(): Promise<Prepared> {
  const scheduler = new Scheduler(new SeededRandom(1), BEGIN);
  const pool = new SimPool();
  const backend = new Backend({ scheduler, pool, faults: new Faults({ seed: 0 }) });
  const people: (Person & { readonly tab: Tab })[] = [];
  for (const name of NAMES) {
    const browser = new SimBrowser({
      scheduler,
      backend,
      name,
      sabotage: (environment) => environment,
      heard: () => {},
    });
    const tab = browser.openTab();
    await drive(scheduler, join(tab, name));
    people.push({ name, userId: tab.userId ?? '', browser, tab });
  }
  const place = await drive(scheduler, meet(people));
  for (const { tab } of people) tab.kill();
  await scheduler.run(scheduler.now() + 60_000);
  return { items: backend.store.all(), pool, at: scheduler.now(), place, people };
}

export const emailOf = (name: string): string => `${name}@example.org`;

async function join({ engine }: Tab, name: string): Promise<void> {
  const email = emailOf(name);
  const { registration } = await engine.session.register({ email, password: PASSWORD, displayName: name });
  await engine.session.confirm(registration, CODE);
  await engine.session.logIn(email, PASSWORD);
}

async function meet(people: readonly (Person & { readonly tab: Tab })[]): Promise<Place> {
  const [ada, ...others] = people.map(({ tab }) => tab.engine);
  if (!ada) throw new Error('nobody is there');
  const { workspace } = await ada.request('workspace.create', { name: 'Acme' });
  const { workspaceId } = workspace;
  const { secret, invite } = await ada.request('invite.create', {
    workspaceId,
    role: 'member',
    uses: 9,
    expiresInSeconds: 3_600,
  });
  for (const other of others) await other.request('invite.accept', { secret });
  const { own } = await ada.request('channel.create', { workspaceId, name: 'plans', kind: 'private' });
  const { channelId } = own.channel;
  const ids = people.map(({ userId }) => userId);
  await ada.request('channel.addMembers', { channelId, userIds: ids.slice(1, -1) });
  const direct = await ada.request('direct.start', { workspaceId, userIds: ids.slice(1, 2) });
  return {
    workspaceId,
    general: workspace.generalChannelId,
    secret: channelId,
    direct: direct.own.channel.channelId,
    invite: { inviteId: invite.inviteId, secret },
  };
}

export interface WorldOptions {
  readonly seed: number;
  readonly sabotage?: Sabotage;
  /** Labels of faults and turns that are left out of the run. */
  readonly without?: ReadonlySet<string>;
}

/** Planted faults: between the functions and their store, or between the engines and their browser. */
export interface Sabotage {
  readonly store?: (store: Store) => Store;
  readonly browser?: (environment: Environment) => Environment;
}

/** A copy of the prepared world, about to meet its faults. */
export class World {
  readonly seed: number;
  readonly scheduler: Scheduler;
  readonly backend: Backend;
  readonly faults: Faults;
  readonly people: readonly Person[];
  readonly place: Place;
  readonly exchanges: Exchange[] = [];
  readonly #sabotage: Sabotage;
  /** Own draws of the scenario, apart from those of latencies and faults. */
  readonly random: SeededRandom;

  constructor(prepared: Prepared, { seed, sabotage, without }: WorldOptions) {
    const random = new SeededRandom(seed);
    this.seed = seed;
    this.#sabotage = sabotage ?? {};
    this.random = random.fork();
    this.scheduler = new Scheduler(random, prepared.at);
    const { items } = prepared;
    this.faults = new Faults({ seed, ...(without ? { without } : {}) });
    this.backend = new Backend({
      scheduler: this.scheduler,
      faults: this.faults,
      fanOutThreshold: this.random.chance(0.4) ? 1 : 500,
      pool: prepared.pool.copy(),
      items,
      ...(sabotage?.store ? { sabotage: sabotage.store } : {}),
    });
    this.place = prepared.place;
    this.people = prepared.people.map((person) => ({ ...person, browser: this.browserFor(person) }));
  }

  /** Another browser of a person, logged in and otherwise empty. */
  browserFor({ name, browser }: Person): SimBrowser {
    const { scheduler, backend } = this;
    const copy = new SimBrowser({
      scheduler,
      backend,
      name,
      sabotage: this.#sabotage.browser ?? ((environment) => environment),
      heard: (exchange) => this.exchanges.push(exchange),
    });
    copy.adopt(browser);
    return copy;
  }

  tabs(): readonly Tab[] {
    return this.people.flatMap(({ browser }) => browser.tabs);
  }
}
