import { createEngine, type Engine } from '../../web/src/client/engine.ts';
import type { Database, Environment, SocketListener } from '../../web/src/client/environment.ts';
import { HOST, ORIGIN, ORIGIN_SECRET } from './backend.ts';
import type { SimBrowser } from './browser.ts';
import type { Wire } from './sim-gateway.ts';

/** One tab with the real engine. Closing it, or a crash, ends it in the middle of whatever it does. */
export class Tab {
  readonly engine: Engine;
  readonly browser: SimBrowser;
  alive = true;
  #frozen: (() => void)[] | null = null;
  readonly #wires = new Set<Wire>();

  constructor(browser: SimBrowser) {
    this.browser = browser;
    this.engine = createEngine(browser.options.sabotage(this.#environment()));
  }

  get userId(): string | null {
    return this.engine.store.get('session').userId;
  }

  get isFrozen(): boolean {
    return this.#frozen !== null;
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
    for (const wire of this.#wires) this.browser.options.backend.gateway.cut(wire);
    this.#wires.clear();
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
      sockets: { open: (path, on) => this.#open(path, on) },
      clock: { now: () => scheduler.now(), after: (ms, work) => this.later(ms, work) },
      random: { bytes: (count) => scheduler.random.bytes(count), fraction: () => scheduler.random.next() },
      locks: {
        // What a closing tab still begins never comes to anything.
        hold: (name, work, options) =>
          this.alive ? browser.locks.hold(this, name, work, options) : new Promise(() => {}),
      },
      tabs: (name) => browser.channel(name, this),
      openDatabase: (name) => this.#openDatabase(name),
      deleteDatabase: async (name) => browser.forget(name),
      memo: browser.memo(),
    };
  }

  #openDatabase(name: string): Promise<Database> {
    const { storage } = this.browser;
    if (storage === 'refused') return Promise.reject(new Error('no storage here'));
    return storage === 'stuck' ? new Promise(() => {}) : Promise.resolve(this.#slow(this.browser.database(name)));
  }

  /** Disk takes its time, and the tab may be gone before it answers; what was written stays written. */
  #slow(database: Database): Database {
    const { scheduler } = this.browser.options;
    const slowly = <T>(work: () => Promise<T>): Promise<T> =>
      this.#inTab(scheduler.sleep(scheduler.random.next() * 3).then(work));
    return {
      get: (store, key) => slowly(() => database.get(store, key)),
      all: (store) => slowly(() => database.all(store)),
      put: (store, key, value) =>
        slowly(async () => {
          if (store === 'outbox') this.browser.kept.add(key);
          await database.put(store, key, value);
        }),
      write: (store, entries) => slowly(() => database.write(store, entries)),
      close: () => {},
    };
  }

  async #post(path: string, body: string, headers: Readonly<Record<string, string>>) {
    const { answer, commit } = await this.browser.post(path, body, headers);
    const output: unknown = JSON.parse(answer.body);
    const action = path.slice('/api/'.length);
    this.browser.options.heard({
      userId: this.userId,
      action,
      input: JSON.parse(body),
      status: answer.status,
      output,
      commit,
    });
    return answer;
  }

  #open(path: string, on: SocketListener): { send(text: string): void; close(): void } {
    const { gateway } = this.browser.options.backend;
    const asked = new Map<string, { action: string; input: unknown }>();
    let wire: Wire | null = null;
    let closed = false;
    const listener: SocketListener = {
      opened: () => this.run(() => on.opened()),
      frame: (text) =>
        this.run(() => {
          this.#note(asked, text);
          on.frame(text);
        }),
      closed: () => this.run(() => on.closed()),
    };
    void this.#handshake(path, listener).then((opened) => {
      if (opened && (closed || !this.alive || !this.browser.online)) return gateway.cut(opened);
      wire = opened;
      if (!wire) return listener.closed();
      this.#wires.add(wire);
      return listener.opened();
    });
    return {
      send: (text) => {
        remember(asked, text);
        if (wire && this.browser.online) gateway.receive(wire, text);
      },
      close: () => {
        closed = true;
        if (wire) gateway.cut(wire);
      },
    };
  }

  async #handshake(path: string, listener: SocketListener): Promise<Wire | null> {
    const { scheduler, backend } = this.browser.options;
    await scheduler.sleep(scheduler.latency());
    if (!this.browser.online || scheduler.random.chance(backend.rates.requestLost)) return null;
    const ticket = new URL(path, ORIGIN).searchParams.get('ticket') ?? '';
    const headers = { 'X-Parley-Origin': [ORIGIN_SECRET], 'X-Parley-Host': [HOST], Origin: [ORIGIN] };
    const single = Object.fromEntries(Object.entries(headers).map(([name, [value = '']]) => [name, value]));
    const context = await backend
      .authorize({
        methodArn: 'arn:aws:execute-api:eu-west-1:123456789012:api/ws/$connect',
        headers: single,
        multiValueHeaders: headers,
        multiValueQueryStringParameters: { ticket: [ticket] },
      })
      .catch(() => null);
    return context && backend.gateway.connect(context, listener);
  }

  /** Replies over the socket are told to the checker as answers by HTTP are. */
  #note(asked: Asked, text: string): void {
    const frame = JSON.parse(text) as { id?: string; ok?: boolean; output?: unknown; error?: unknown };
    const question = frame.id === undefined ? undefined : asked.get(frame.id);
    if (!question) return;
    const { backend, heard } = this.browser.options;
    const output = frame.ok ? frame.output : frame.error;
    heard({ userId: this.userId, ...question, status: frame.ok ? 200 : 400, output, commit: backend.store.commits });
  }
}

type Asked = Map<string, { action: string; input: unknown }>;

function remember(asked: Asked, text: string): void {
  const frame = JSON.parse(text) as { id?: string; action: string; input?: unknown };
  if (frame.id !== undefined) asked.set(frame.id, { action: frame.action, input: frame.input });
}
