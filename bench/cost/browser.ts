import type { HttpEvent } from '../../lambdas/dispatch/http.ts';
import { SimLocks } from '../../test/simulation/sim-locks.ts';
import type { Scheduler } from '../../test/simulation/scheduler.ts';
import { memoryDatabase } from '../../web/src/client/database.ts';
import { createEngine, type Engine } from '../../web/src/client/engine.ts';
import type { Database, Environment, SocketListener } from '../../web/src/client/environment.ts';
import { WAITS } from './assumptions.ts';
import { type Cloud, HOST, ORIGIN, ORIGIN_SECRET } from './cloud.ts';
import type { Wire } from './gateway.ts';

export interface Account {
  readonly userId: string;
  /** The session's cookie. */
  readonly secret: string;
}

/** A browser of one person with one tab: the real client on virtual time. What it keeps outlives its page loads. */
export class Browser {
  readonly #account: Account;
  readonly #cloud: Cloud;
  readonly #scheduler: Scheduler;
  readonly #database: Database = { ...memoryDatabase(), close: () => {} };
  readonly #memo = new Map<string, string>();
  #page: Page | null = null;

  constructor(account: Account, cloud: Cloud, scheduler: Scheduler) {
    this.#account = account;
    this.#cloud = cloud;
    this.#scheduler = scheduler;
    this.#memo.set('account', account.userId);
  }

  /** Loads the page (again). */
  load(): Engine {
    if (this.#page) this.#page.alive = false;
    void this.#page?.engine.stop();
    for (const wire of this.#page?.wires ?? []) this.#cloud.gateway.cut(wire);
    const page: Page = { alive: true, wires: new Set(), engine: createEngine(this.#environment(() => page)) };
    this.#page = page;
    void page.engine.start();
    return page.engine;
  }

  #environment(page: () => Page): Environment {
    const locks = new SimLocks();
    const scheduler = this.#scheduler;
    const later = (ms: number, work: () => void): (() => void) =>
      scheduler.after(ms, () => {
        if (page().alive) work();
      });
    return {
      http: { post: (path, body, headers) => this.#post(path, body, headers) },
      sockets: { open: (path, on) => this.#open(page, path, on) },
      clock: { now: () => scheduler.now(), after: later },
      random: { bytes: (count) => scheduler.random.bytes(count), fraction: () => scheduler.random.next() },
      locks: { hold: (name, work, options) => locks.hold(page(), name, work, options) },
      tabs: () => ({ post: () => {}, listen: () => {}, close: () => {} }),
      openDatabase: async () => this.#database,
      deleteDatabase: async () => {},
      memo: {
        read: (name) => this.#memo.get(name) ?? null,
        write: (name, value) => void (value === null ? this.#memo.delete(name) : this.#memo.set(name, value)),
      },
    };
  }

  async #post(path: string, body: string, headers: Readonly<Record<string, string>>) {
    const { userId, secret } = this.#account;
    const action = path.slice('/api/'.length);
    await this.#scheduler.sleep(WAITS.network);
    const event: HttpEvent = {
      headers: {
        'x-parley-origin': ORIGIN_SECRET,
        'x-parley-host': HOST,
        'cloudfront-viewer-address': '203.0.113.7:51234',
        'user-agent': 'Firefox',
        origin: ORIGIN,
        ...headers,
      },
      routeKey: 'POST /api/{action}',
      isBase64Encoded: false,
      body,
      cookies: [`__Host-parley=${secret}`],
      pathParameters: { action },
    };
    const result = await this.#cloud.http(event, { userId, cause: action });
    await this.#scheduler.sleep(WAITS.network);
    return { status: result.statusCode ?? 0, body: result.body ?? '' };
  }

  #open(page: () => Page, path: string, on: SocketListener): { send(text: string): void; close(): void } {
    const { gateway } = this.#cloud;
    const mine = page();
    let wire: Wire | null = null;
    const listener: SocketListener = {
      opened: () => mine.alive && on.opened(),
      frame: (text) => mine.alive && on.frame(text),
      closed: () => mine.alive && on.closed(),
    };
    void this.#handshake(path, listener).then((opened) => {
      wire = opened;
      if (!opened) return listener.closed();
      if (!mine.alive) return gateway.cut(opened);
      mine.wires.add(opened);
      return listener.opened();
    });
    return {
      send: (text) => wire && gateway.receive(wire, text),
      close: () => wire && gateway.cut(wire),
    };
  }

  async #handshake(path: string, listener: SocketListener): Promise<Wire | null> {
    await this.#scheduler.sleep(WAITS.network);
    const ticket = new URL(path, ORIGIN).searchParams.get('ticket') ?? '';
    const headers = { 'X-Parley-Origin': ORIGIN_SECRET, 'X-Parley-Host': HOST, Origin: ORIGIN };
    const context = await this.#cloud.authorize(
      {
        methodArn: 'arn:aws:execute-api:us-east-1:123456789012:api/ws/$connect',
        headers,
        multiValueQueryStringParameters: { ticket: [ticket] },
      },
      this.#account.userId,
    );
    return context && this.#cloud.gateway.connect(context, listener);
  }
}

interface Page {
  alive: boolean;
  readonly wires: Set<Wire>;
  readonly engine: Engine;
}
