import type * as z from 'zod/mini';
import type { ActionName, Input, Output } from '../../../protocol/contracts.ts';
import { Problem } from '../../../protocol/problem.ts';
import type { Grant as GrantSchema } from '../../../protocol/session.ts';
import type { Store } from '../store/store.ts';
import { createBackoff, createPause } from './backoff.ts';
import type { Environment } from './environment.ts';
import { ACCOUNT, RENEWAL } from './kept.ts';
import { postAction } from './post-action.ts';
import { asProblem, loggedOut, noAnswer } from './problems.ts';
import { openTabs, type SessionMessage } from './tabs.ts';

export type Grant = z.infer<typeof GrantSchema>;

/** The log-in of this browser. The access token lives in memory; the cookie that renews it is out of reach. */
export interface Session {
  /** Finds out whether someone is logged in. */
  restore(): Promise<void>;
  /** An access token that is good for a while, other than `refused`. @throws Problem */
  token(refused?: string): Promise<string>;
  /** One action by HTTP with an access token; a refused token is renewed once. @throws Problem */
  call<A extends ActionName>(action: A, input: Input<A>): Promise<Output<A>>;
  /** One action by HTTP without a token. @throws Problem */
  callOpenly<A extends ActionName>(action: A, input: Input<A>): Promise<Output<A>>;
  logIn(email: string, password: string): Promise<void>;
  logOut(): Promise<void>;
  /** The server says that this session is over: finds out whether it is. */
  doubt(): Promise<void>;
  /** Asks for the end of this log-in by `work`; then it is forgotten here and in all tabs. */
  leave(work: () => Promise<unknown>): Promise<void>;
  stop(): void;
}

export interface SessionListener {
  /** A new access token, ours or another tab's, that was asked for then: sockets from before go on with it. */
  granted(grant: Grant, askedAt: number): void;
  /** Someone is logged in (perhaps only as far as we remember), or nobody is. `ended`: without anyone here asking for it. */
  changed(userId: string | null, ended: boolean): void;
}

const MINUTE = 60_000;
/**
 * A token lives for 15 minutes and is used until shortly before its end. A device's clock may be wrong, so the time left is
 * bounded on both sides: the socket of one that is late would otherwise end with the token each time.
 */
const LEAST_FRESH = 2 * MINUTE;
const MOST_FRESH = 13 * MINUTE;

export function createSession(env: Environment, store: Store, on: SessionListener): Session {
  let grant: Grant | null = null;
  let freshUntil = 0;
  let renewing: Promise<Grant> | null = null;
  /** Somebody here asked for the end; the server may tell of it before it answers. */
  let leaving = false;
  let stopped = false;
  let cancelRenewal: (() => void) | null = null;
  /** Counts log-outs: what was asked before one says nothing after it. */
  let era = 0;
  const pause = createPause(env.clock);
  const tabs = openTabs<SessionMessage>(env.tabs('parley-session'), (message) => {
    if (message.kind === 'granted') take(message.grant, message.askedAt);
    else forget(message.ended);
  });

  function take(next: Grant, askedAt: number): void {
    const now = env.clock.now();
    grant = next;
    freshUntil = now + Math.min(MOST_FRESH, Math.max(LEAST_FRESH, next.expiresAt - now - 2 * MINUTE));
    env.memo.write(ACCOUNT, next.userId);
    become(next.userId, next.sessionId);
    on.granted(next, askedAt);
    cancelRenewal?.();
    cancelRenewal = env.clock.after(freshUntil - now, () => void token().catch(() => undefined));
  }

  function share(next: Grant, askedAt: number): void {
    take(next, askedAt);
    tabs.post({ kind: 'granted', grant: next, askedAt });
  }

  /** One answer of all tabs at a time changes the cookie: of two, the later one would win, whichever was asked for first. */
  const alone = <T>(work: () => Promise<T>): Promise<T> => env.locks.hold(RENEWAL, work);

  function become(userId: string, sessionId: string | null): void {
    const before = store.get('session');
    if (before.phase === 'in' && before.userId === userId && before.sessionId === sessionId) return;
    if (before.userId !== userId) on.changed(userId, false);
    store.apply({ session: { phase: 'in', userId, sessionId, ended: false } });
  }

  /** @param byItself without anyone asking for it @returns whether nobody here did */
  function forget(byItself: boolean): boolean {
    const ended = byItself && !leaving;
    era += 1;
    grant = null;
    cancelRenewal?.();
    env.memo.write(ACCOUNT, null);
    if (store.get('session').userId !== null) on.changed(null, ended);
    store.apply({ session: { phase: 'out', userId: null, sessionId: null, ended } });
    return ended;
  }

  /** Forgets the log-in here and in all tabs. */
  function end(byItself: boolean): void {
    tabs.post({ kind: 'out', ended: forget(byItself) });
  }

  const isFresh = (refused: string | undefined): boolean =>
    grant !== null && grant.accessToken !== refused && env.clock.now() < freshUntil;

  /** One tab renews; those that waited for the lock find its grant. Who is logged out meanwhile says nothing more about it. */
  async function renew(refused: string | undefined): Promise<Grant> {
    const asked = era;
    return alone(async () => {
      if (grant && isFresh(refused)) return grant;
      if (asked !== era) throw loggedOut();
      const askedAt = env.clock.now();
      const held = grant;
      const next = await askToRenew().catch((error: unknown) => {
        const isOver = asProblem(error).code === 'unauthenticated' && !stopped && asked === era && grant === held;
        if (isOver) end(store.get('session').userId !== null);
        throw error;
      });
      // Somebody logged in meanwhile, here or in another tab.
      if (stopped || asked !== era || grant !== held) throw noAnswer();
      share(next, askedAt);
      return next;
    });
  }

  /** Nobody is an answer like others: browsers show who looks into them each refusal as a fault. */
  async function askToRenew(): Promise<Grant> {
    const answer = await postAction(env.http, 'session.refresh', { orNobody: true }, null);
    if (answer.userId === null) throw loggedOut();
    return answer;
  }

  async function token(refused?: string): Promise<string> {
    if (grant && isFresh(refused)) return grant.accessToken;
    if (store.get('session').phase === 'out') throw loggedOut();
    renewing ??= renew(refused).finally(() => (renewing = null));
    return (await renewing).accessToken;
  }

  async function call<A extends ActionName>(action: A, input: Input<A>): Promise<Output<A>> {
    const first = await token();
    try {
      return await postAction(env.http, action, input, first);
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'unauthenticated') throw error;
      return postAction(env.http, action, input, await token(first));
    }
  }

  async function leave(work: () => Promise<unknown>): Promise<void> {
    leaving = true;
    try {
      await work();
      end(false);
    } finally {
      leaving = false;
    }
  }

  const isOpen = (): boolean => !stopped && grant === null && store.get('session').phase !== 'out';

  async function restore(): Promise<void> {
    const remembered = env.memo.read(ACCOUNT);
    if (remembered !== null) become(remembered, null);
    const backoff = createBackoff(env.random, 1_000, 15_000, 300);
    while (isOpen()) {
      try {
        await token();
      } catch (error) {
        if (asProblem(error).code === 'unauthenticated') return;
        await pause.wait(asProblem(error).details.retryAfterMs ?? backoff.next());
      }
    }
  }

  return {
    restore,
    token,
    call,
    callOpenly: (action, input) => postAction(env.http, action, input, null),
    logIn: (email, password) =>
      alone(async () => {
        const askedAt = env.clock.now();
        const next = await postAction(env.http, 'session.logIn', { email, password }, null);
        if (store.get('session').userId !== null) forget(false);
        share(next, askedAt);
      }),
    logOut: () => alone(() => leave(() => postAction(env.http, 'session.logOut', {}, null))),
    leave,
    async doubt() {
      await token(grant?.accessToken).catch(() => undefined);
    },
    stop() {
      stopped = true;
      cancelRenewal?.();
      pause.wake();
      tabs.close();
    },
  };
}
