import type { HttpEvent } from '../../lambdas/dispatch/http.ts';
import type { Database, Environment } from '../../web/src/client/environment.ts';
import { type Backend, HOST, ORIGIN, ORIGIN_SECRET } from './backend.ts';
import { copyOf } from './copy.ts';
import type { Exchange } from './exchange.ts';
import type { Scheduler } from './scheduler.ts';
import { simDatabase } from './sim-database.ts';
import { SimLocks } from './sim-locks.ts';
import { Tab } from './tab.ts';

export interface BrowserOptions {
  readonly scheduler: Scheduler;
  readonly backend: Backend;
  readonly name: string;
  /** A planted fault: stands between the engines and their world. */
  readonly sabotage: (environment: Environment) => Environment;
  heard(exchange: Exchange): void;
}

/** One person's browser: its cookies and databases outlive its tabs. */
export class SimBrowser {
  readonly tabs: Tab[] = [];
  /** Client message ids that reached the disk: these must not be lost. */
  readonly kept = new Set<string>();
  readonly #cookies = new Map<string, string>();
  readonly #databases = new Map<string, Database>();
  readonly #memo = new Map<string, string>();
  readonly #channels = new Map<string, Set<{ tab: Tab; listener: (message: unknown) => void }>>();
  readonly options: BrowserOptions;
  readonly locks: SimLocks;
  online = true;
  /** How wrong the device's clock is, milliseconds. */
  skew = 0;
  /** `refused`: no database at all (a private window); `stuck`: it never answers. */
  storage: 'kept' | 'refused' | 'stuck' = 'kept';
  /** Was asked for the password. */
  isAsked = false;
  #lastPost = 0;

  constructor(options: BrowserOptions) {
    this.options = options;
    this.locks = new SimLocks();
  }

  openTab(): Tab {
    const tab = new Tab(this);
    this.tabs.push(tab);
    return tab;
  }

  /** Cookies and memo of a browser that logged in elsewhere (a prepared world). */
  adopt(other: SimBrowser): void {
    for (const [name, value] of other.#cookies) this.#cookies.set(name, value);
    for (const [name, value] of other.#memo) this.#memo.set(name, value);
  }

  /** The network goes: sockets die, silently for the server's side, and nothing gets through. */
  setOnline(online: boolean): void {
    this.online = online;
    if (online) return;
    for (const tab of this.tabs) tab.cutSockets();
  }

  memo(): Environment['memo'] {
    return {
      read: (name) => this.#memo.get(name) ?? null,
      write: (name, value) => void (value === null ? this.#memo.delete(name) : this.#memo.set(name, value)),
    };
  }

  channel(name: string, tab: Tab): ReturnType<Environment['tabs']> {
    const members = this.#channels.get(name) ?? new Set();
    this.#channels.set(name, members);
    const own = { tab, listener: (_message: unknown): void => {} };
    members.add(own);
    return {
      post: (message) => {
        if (!tab.alive || members.size < 2) return;
        const copy = copyOf(message);
        // In the order of posting: each a little later than the one before.
        this.#lastPost = Math.max(this.options.scheduler.now() + 1, this.#lastPost + 0.001);
        const wait = this.#lastPost - this.options.scheduler.now();
        for (const member of members) if (member.tab !== tab) member.tab.later(wait, () => member.listener(copy));
      },
      listen: (listener) => void (own.listener = listener),
      close: () => void members.delete(own),
    };
  }

  database(name: string): Database {
    const present = this.#databases.get(name);
    if (present) return present;
    const database = simDatabase();
    this.#databases.set(name, database);
    return database;
  }

  /** Whether this is the database of that name still. */
  holds(name: string, database: Database): boolean {
    return this.#databases.get(name) === database;
  }

  /** Whoever was logged in is logged out, and nothing of theirs is left here. */
  forget(name: string): void {
    this.#databases.delete(name);
    this.kept.clear();
  }

  async post(path: string, body: string, headers: Readonly<Record<string, string>>) {
    const { backend, scheduler, name } = this.options;
    await scheduler.sleep(scheduler.latency());
    if (!this.online || backend.faults.at('http.request').strikes('requestLost')) throw new Error('no network');
    const event: HttpEvent = {
      headers: {
        'x-parley-origin': ORIGIN_SECRET,
        'x-parley-host': HOST,
        'cloudfront-viewer-address': '203.0.113.7:51234',
        'user-agent': name,
        origin: ORIGIN,
        ...headers,
      },
      routeKey: 'POST /api/{action}',
      isBase64Encoded: false,
      body,
      cookies: [...this.#cookies].map(([cookie, value]) => `${cookie}=${value}`),
      pathParameters: { action: path.slice('/api/'.length) },
    };
    const result = await backend.http(event);
    const commit = backend.store.commits;
    await scheduler.sleep(scheduler.latency());
    if (!this.online || backend.faults.at('http.answer').strikes('answerLost')) throw new Error('no network');
    for (const cookie of result.cookies ?? []) this.#keep(cookie);
    const answer = { status: result.statusCode ?? 0, body: result.body ?? '' };
    return { answer, commit };
  }

  #keep(cookie: string): void {
    const [pair = ''] = cookie.split(';');
    const [name = '', value = ''] = pair.split('=');
    if (value === '') this.#cookies.delete(name);
    else this.#cookies.set(name, value);
  }
}
