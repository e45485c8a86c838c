import { createEngine, type Engine } from '../../web/src/client/engine.ts';
import type { Database, Environment } from '../../web/src/client/environment.ts';
import type { SimBrowser } from './browser.ts';
import { exchangeOf } from './exchange.ts';
import type { Wire } from './sim-gateway.ts';
import { openWire } from './tab-socket.ts';

/** One tab with the real engine. Closing it, or a crash, ends it in the middle of whatever it does. */
export class Tab {
  readonly engine: Engine;
  readonly browser: SimBrowser;
  alive = true;
  #frozen: (() => void)[] | null = null;
  readonly wires = new Set<Wire>();
  /** The deploy that its page is of. */
  readonly #deploy: number;

  constructor(browser: SimBrowser) {
    this.browser = browser;
    this.#deploy = browser.options.backend.deploys;
    this.engine = createEngine(browser.options.sabotage(this.#environment()));
  }

  get userId(): string | null {
    return this.engine.store.get('session').userId;
  }

  get isFrozen(): boolean {
    return this.#frozen !== null;
  }

  /** Its page is of before the latest deploy. */
  get isOld(): boolean {
    return this.#deploy < this.browser.options.backend.deploys;
  }

  /** It holds the socket of its browser. */
  get leads(): boolean {
    return this.browser.locks.isHolder(this, 'parley-leader-');
  }

  /** Ends the tab without a word. */
  kill(): void {
    this.alive = false;
    this.cutSockets();
    this.browser.locks.release(this);
    this.browser.tabs.splice(this.browser.tabs.indexOf(this), 1);
  }

  freeze(): void {
    this.#frozen ??= [];
  }

  thaw(): void {
    const waiting = this.#frozen ?? [];
    this.#frozen = null;
    // One task after the other, as a browser wakes a page.
    waiting.forEach((work, index) => this.later(index / 1_000, work));
  }

  cutSockets(): void {
    for (const wire of this.wires) this.browser.options.backend.gateway.cut(wire);
    this.wires.clear();
  }

  /** Runs `work` in the tab: never when it is gone, later when it is frozen. */
  run(work: () => void): void {
    if (!this.alive) return;
    if (this.#frozen) this.#frozen.push(work);
    else work();
  }

  later(ms: number, work: () => void): () => void {
    return this.browser.options.scheduler.after(ms, () => this.run(work));
  }

  /** A promise whose outcome reaches the tab only while it lives. */
  #inTab<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      work.then(
        (value) => this.run(() => resolve(value)),
        (error: unknown) => this.run(() => reject(error instanceof Error ? error : new Error(String(error)))),
      );
    });
  }

  #environment(): Environment {
    const { browser } = this;
    const { scheduler } = browser.options;
    return {
      http: { post: (path, body, headers) => this.#inTab(this.#post(path, body, headers)) },
      sockets: { open: (path, on) => openWire(this, path, on) },
      clock: { now: () => scheduler.now() + browser.skew, after: (ms, work) => this.later(ms, work) },
      random: { bytes: (count) => scheduler.random.bytes(count), fraction: () => scheduler.random.next() },
      locks: {
        // What a closing tab still begins never comes to anything.
        hold: (name, work, options) =>
          this.alive ? browser.locks.hold(this, name, work, options) : new Promise(() => {}),
      },
      tabs: (name) => browser.channel(name, this),
      openDatabase: (name) => this.#openDatabase(name),
      deleteDatabase: async (name) => (browser.storage === 'stuck' ? new Promise(() => {}) : browser.forget(name)),
      memo: browser.memo(),
    };
  }

  #openDatabase(name: string): Promise<Database> {
    const { storage } = this.browser;
    if (storage === 'refused') return Promise.reject(new Error('no storage here'));
    return storage === 'stuck' ? new Promise(() => {}) : Promise.resolve(this.#slow(name));
  }

  /** Disk takes its time, and the tab may be gone before it answers; what was written stays written. */
  #slow(name: string): Database {
    const database = this.browser.database(name);
    const { scheduler } = this.browser.options;
    const slowly = <T>(work: () => Promise<T>): Promise<T> =>
      this.#inTab(
        scheduler
          .sleep(scheduler.random.next() * 3)
          .then(() => (this.browser.storage === 'stuck' ? new Promise<never>(() => {}) : work())),
      );
    return {
      get: (store, key) => slowly(() => database.get(store, key)),
      all: (store) => slowly(() => database.all(store)),
      read: (wanted) => slowly(() => database.read(wanted)),
      put: (store, key, value) =>
        slowly(async () => {
          // Who logs out has it thrown away, with what was on its way there.
          if (store === 'outbox' && this.browser.holds(name, database)) this.browser.kept.add(key);
          await database.put(store, key, value);
        }),
      write: (store, entries) => slowly(() => database.write(store, entries)),
      close: () => {},
    };
  }

  async #post(path: string, body: string, headers: Readonly<Record<string, string>>) {
    const { answer, commit } = await this.browser.post(path, body, headers);
    const { scheduler, heard, backend } = this.browser.options;
    const action = path.slice('/api/'.length);
    if (answer.status === 401) backend.faults.note('tokenExpired', 'http.answer');
    heard(
      exchangeOf({
        userId: this.userId,
        action,
        asked: () => JSON.parse(body) as unknown,
        status: answer.status,
        answered: () => JSON.parse(answer.body) as unknown,
        commit,
        at: scheduler.now(),
      }),
    );
    return answer;
  }
}
