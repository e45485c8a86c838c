import { beforeEach, describe, expect, it } from 'vitest';
import type { Environment, HttpAnswer } from '../../../web/src/client/environment.ts';
import { createSession, type Session } from '../../../web/src/client/session.ts';
import { createStore, type Store } from '../../../web/src/store/store.ts';
import { SeededRandom } from '../../simulation/random.ts';
import { Scheduler } from '../../simulation/scheduler.ts';
import { SimLocks } from '../../simulation/sim-locks.ts';

const ME = 'U00000000000000000000000001';
const BEGIN = 1_700_000_000_000;
const MINUTE = 60_000;

let scheduler: Scheduler;
let asked: { readonly path: string; readonly token: string | null }[];
let answer: (path: string, token: string | null) => HttpAnswer | 'nothing';
let listeners: ((message: unknown) => void)[][];
let locks: SimLocks;
let memo: Map<string, string>;
let issued: number;
/** Requests that were under way together, at most. */
let together: number;

let underWay: number;

beforeEach(() => {
  underWay = 0;
  scheduler = new Scheduler(new SeededRandom(1), BEGIN);
  asked = [];
  listeners = [];
  locks = new SimLocks();
  memo = new Map();
  issued = 0;
  together = 0;
  answer = (path) => (path === '/api/session.refresh' ? grant() : ok({}));
});

const ok = (output: unknown): HttpAnswer => ({ status: 200, body: JSON.stringify(output) });
const refused = (): HttpAnswer => ({
  status: 401,
  body: JSON.stringify({ error: { code: 'unauthenticated', message: 'Log in.' } }),
});

function grant(): HttpAnswer {
  issued += 1;
  const expiresAt = scheduler.now() + 15 * MINUTE;
  return ok({ userId: ME, sessionId: 'session-1', accessToken: `token-${issued}`, expiresAt });
}

function environment(): Environment {
  const own: ((message: unknown) => void)[] = [];
  listeners.push(own);
  return {
    http: {
      async post(path, _body, headers) {
        const token = headers['authorization'] ?? null;
        asked.push({ path, token });
        underWay += 1;
        together = Math.max(together, underWay);
        await scheduler.sleep(5);
        underWay -= 1;
        const result = answer(path, token);
        if (result === 'nothing') throw new Error('no network');
        return result;
      },
    },
    clock: { now: () => scheduler.now(), after: (ms, work) => scheduler.after(ms, work) },
    random: { bytes: (count) => new Uint8Array(count), fraction: () => 0.5 },
    locks: { hold: (name, work, options) => locks.hold(own, name, work, options) },
    tabs: () => ({
      post: (message) => {
        for (const others of listeners) if (others !== own) for (const listener of others) listener(message);
      },
      listen: (listener) => void own.push(listener),
      close: () => {},
    }),
    memo: {
      read: (name) => memo.get(name) ?? null,
      write: (name, value) => void (value === null ? memo.delete(name) : memo.set(name, value)),
    },
    sockets: { open: () => ({ send: () => {}, close: () => {} }) },
    openDatabase: () => Promise.reject(new Error('none')),
    deleteDatabase: () => Promise.resolve(),
  };
}

interface Tab {
  readonly session: Session;
  readonly store: Store;
  readonly accounts: (string | null)[];
  /** Of each change, whether nobody here had asked for it. */
  readonly ended: boolean[];
}

function openTab(env = environment()): Tab {
  const store = createStore();
  const accounts: (string | null)[] = [];
  const ended: boolean[] = [];
  const session = createSession(env, store, {
    granted: () => {},
    changed(userId, byItself) {
      accounts.push(userId);
      ended.push(byItself);
    },
  });
  return { session, store, accounts, ended };
}

const refreshes = (): number => asked.filter(({ path }) => path === '/api/session.refresh').length;
const pass = (ms: number): Promise<void> => scheduler.run(scheduler.now() + ms);

describe('a session', () => {
  it('is restored by the cookie alone', async () => {
    const { session, store } = openTab();
    void session.restore();
    await pass(100);
    expect(store.get('session')).toMatchObject({ phase: 'in', userId: ME });
  });

  it('is nobody’s where the server says so, and asks no more', async () => {
    answer = () => ok({ userId: null });
    memo.set('account', ME);
    const { session, store, accounts } = openTab();
    void session.restore();
    await pass(10 * MINUTE);
    expect(store.get('session')).toMatchObject({ phase: 'out', userId: null, ended: true });
    expect(accounts).toEqual([ME, null]);
    expect(refreshes()).toBe(1);
  });

  it('renews a token that is refused, once, and repeats the call', async () => {
    const { session } = openTab();
    void session.restore();
    await pass(100);
    answer = (path, token) => {
      if (path === '/api/session.refresh') return grant();
      return token === 'Bearer token-1' ? refused() : ok({ sessions: [] });
    };
    const listed = session.call('session.list', {});
    await pass(100);
    expect(await listed).toEqual({ sessions: [] });
    expect(refreshes()).toBe(2);
    answer = (path) => (path === '/api/session.refresh' ? grant() : refused());
    const again = session.call('session.list', {}).catch((error: unknown) => error);
    await pass(100);
    expect(await again).toMatchObject({ code: 'unauthenticated' });
    expect(refreshes()).toBe(3);
  });

  it('is renewed before it ends, by one tab for all', async () => {
    const tabs = [openTab(), openTab(), openTab()];
    for (const { session } of tabs) void session.restore();
    await pass(1_000);
    expect(refreshes()).toBe(1);
    await pass(50 * MINUTE);
    expect(refreshes()).toBeGreaterThanOrEqual(4);
    expect(refreshes()).toBeLessThanOrEqual(6);
  });

  it('ends in all tabs when the cookie is refused, and says that nobody asked for it', async () => {
    const tabs = [openTab(), openTab()];
    for (const { session } of tabs) void session.restore();
    await pass(100);
    answer = () => refused();
    void tabs[0]?.session.doubt();
    await pass(100);
    for (const { store } of tabs) expect(store.get('session')).toMatchObject({ phase: 'out', ended: true });
    expect(memo.size).toBe(0);
  });

  it('says so too when several were asking just then, in one tab and in two', async () => {
    const tabs = [openTab(), openTab()];
    for (const { session } of tabs) void session.restore();
    await pass(100);
    answer = () => refused();
    const asking = tabs.flatMap(({ session }) => [session.doubt(), session.doubt(), session.doubt()]);
    await pass(100);
    await Promise.all(asking);
    for (const { store } of tabs) expect(store.get('session')).toMatchObject({ phase: 'out', ended: true });
    expect(refreshes()).toBe(2);
  });

  it('stays while the network is away, and looks for it again', async () => {
    memo.set('account', ME);
    answer = () => 'nothing';
    const { session, store } = openTab();
    void session.restore();
    await pass(60_000);
    expect(store.get('session')).toMatchObject({ phase: 'in', userId: ME, sessionId: null });
    answer = () => grant();
    await pass(30_000);
    expect(store.get('session').sessionId).toBe('session-1');
  });

  it('tells of nobody when nobody was logged in', async () => {
    answer = () => refused();
    const { session, store, accounts } = openTab();
    void session.restore();
    await pass(100);
    expect(store.get('session')).toMatchObject({ phase: 'out', ended: false });
    expect(accounts).toEqual([]);
  });

  it('does not come back by a renewal that was under way at log-out', async () => {
    const { session, store } = openTab();
    void session.restore();
    await pass(100);
    const late = session.token('token-1').catch((error: unknown) => error);
    await session.leave(() => Promise.resolve());
    await pass(1_000);
    expect(await late).toMatchObject({ code: 'unavailable' });
    expect(store.get('session').phase).toBe('out');
  });

  it('does not end by itself while it is logged out here, in a browser without locks either', async () => {
    const env: Environment = { ...environment(), locks: { hold: (_, work) => work(new AbortController().signal) } };
    const { session, store, accounts, ended } = openTab(env);
    void session.restore();
    await pass(100);
    answer = (path) => (path === '/api/session.refresh' ? refused() : ok({}));
    // The socket tells of it before the answer is there.
    void session.doubt();
    await pass(1);
    const out = session.logOut();
    await pass(100);
    await out;
    expect([accounts, ended]).toEqual([
      [ME, null],
      [false, false],
    ]);
    expect(store.get('session')).toMatchObject({ phase: 'out', ended: false });
  });

  it('of a log-in is never crossed by a renewal of another tab, whose cookie would take its place', async () => {
    answer = () => grant();
    const [first, second] = [openTab(), openTab()];
    void first.session.restore();
    const loggedIn = second.session.logIn('ada@example.org', 'correct horse battery');
    await pass(100);
    await loggedIn;
    expect(asked.map(({ path }) => path)).toEqual(['/api/session.refresh', '/api/session.logIn']);
    expect(together).toBe(1);
    const inTime = await first.session.token();
    expect(inTime).toBe('token-2');
  });

  it('of a log-out is never crossed by a renewal of another tab either', async () => {
    answer = () => grant();
    const [first, second] = [openTab(), openTab()];
    void first.session.restore();
    const loggedOut = second.session.logOut();
    await pass(100);
    await loggedOut;
    expect(asked.map(({ path }) => path)).toEqual(['/api/session.refresh', '/api/session.logOut']);
    expect(together).toBe(1);
    expect(first.store.get('session').phase).toBe('out');
  });

  it('of a log-in that is under way is awaited by the other tabs, which then need no renewal', async () => {
    answer = () => grant();
    const [first, second] = [openTab(), openTab()];
    void second.session.logIn('ada@example.org', 'correct horse battery');
    void first.session.restore();
    await pass(100);
    expect(asked.map(({ path }) => path)).toEqual(['/api/session.logIn']);
    expect(first.store.get('session')).toMatchObject({ phase: 'in', sessionId: 'session-1' });
  });

  it('renews in time under a clock that is minutes wrong', async () => {
    answer = (path) => {
      if (path !== '/api/session.refresh') return ok({});
      issued += 1;
      const expiresAt = scheduler.now() - 5 * MINUTE;
      return ok({ userId: ME, sessionId: 'session-1', accessToken: `token-${issued}`, expiresAt });
    };
    const { session } = openTab();
    void session.restore();
    await pass(10 * MINUTE);
    expect(refreshes()).toBeLessThanOrEqual(6);
  });

  it('renews before the token ends under a clock that is late by half an hour', async () => {
    answer = (path) => {
      if (path !== '/api/session.refresh') return ok({});
      issued += 1;
      const expiresAt = scheduler.now() + 45 * MINUTE;
      return ok({ userId: ME, sessionId: 'session-1', accessToken: `token-${issued}`, expiresAt });
    };
    const { session } = openTab();
    void session.restore();
    await pass(14 * MINUTE);
    expect(refreshes()).toBe(2);
  });
});
