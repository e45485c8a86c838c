import type { ActionName, Input, Output } from '../../../protocol/contracts.ts';
import type { Problem } from '../../../protocol/errors.ts';
import type { Event } from '../../../protocol/events.ts';
import { PROTOCOL_VERSION } from '../../../protocol/version.ts';
import type { Connection as Phase } from '../store/state.ts';
import { createBackoff, createPause } from './backoff.ts';
import type { Environment } from './environment.ts';
import { asProblem, noAnswer } from './problems.ts';
import type { Grant, Session } from './session.ts';
import { openSocket, type Socket } from './socket.ts';
import type { Needs } from './tabs.ts';

/** The live connection of this browser, opened again whenever it ends. */
export interface Connection {
  /** @throws Problem; `unavailable` when there is no live socket or it ended before the reply */
  request<A extends ActionName>(action: A, input: Input<A>): Promise<Output<A>>;
  readonly isLive: () => boolean;
  /** Tries at once instead of waiting for its turn (the network came back, the person did). */
  hurry(): void;
  /** Gives the open socket up; the next one is tried in its turn. */
  drop(): void;
  /**
   * There is a newer access token, asked for at that time. The server lets the sockets go on that were open then; one that
   * opened meanwhile is renewed here, so that it outlives the older token.
   */
  renew(grant: Grant, askedAt: number): void;
  stop(): void;
}

export interface ConnectionEvents {
  /** What the first frame announces. */
  needs(): Needs;
  phase(phase: Phase): void;
  /** Subscribed: from here on events come; what was missed is to be fetched now. `announced` is what the server knows. */
  live(announced: Needs): void;
  events(events: readonly Event[]): void;
}

/** `socket.hello` takes this many. */
export const MOST_OPEN = 20;
/** An opening that takes longer is given up. */
const OPEN_MS = 15_000;
/** A connection that held this long was a good one: the next reconnect starts over with short waits. */
const GOOD_MS = 20_000;

function prolong(socket: Socket, { accessToken }: Grant): void {
  socket.request('socket.renew', { accessToken }).catch(() => socket.close());
}

export function connect(env: Environment, session: Session, on: ConnectionEvents): Connection {
  const backoff = createBackoff(env.random, 1_000, 30_000, 100);
  const pause = createPause(env.clock);
  let live: Socket | null = null;
  let greetedAt = 0;
  let newest: Grant | null = null;
  let stopped = false;

  /** One connection, from ticket to end. @returns why it ended, null when it had been live */
  async function once(): Promise<Problem | null> {
    on.phase({ phase: 'connecting', nextTryAt: null });
    let socket: Socket | null = null;
    try {
      const { ticket } = await session.call('socket.ticket', {});
      if (stopped) return null;
      const ends = Promise.withResolvers<void>();
      const opens = Promise.withResolvers<void>();
      ends.promise.then(() => opens.reject(noAnswer()), noAnswer);
      const cancelLimit = env.clock.after(OPEN_MS, () => socket?.close());
      socket = openSocket(env.sockets, env.clock, `/ws?ticket=${encodeURIComponent(ticket)}`, {
        opened: opens.resolve,
        events: (events) => on.events(events),
        closed: ends.resolve,
      });
      await opens.promise.finally(cancelLimit);
      await greet(socket);
      await ends.promise;
      return null;
    } catch (error) {
      socket?.close();
      return asProblem(error);
    } finally {
      live = null;
    }
  }

  async function greet(socket: Socket): Promise<void> {
    const needs = on.needs();
    const announced = { ...needs, open: needs.open.slice(0, MOST_OPEN), watched: [] };
    const { open, visible } = announced;
    const { expiresAt } = await socket.request('socket.hello', { version: PROTOCOL_VERSION, open, visible });
    if (stopped) return socket.close();
    live = socket;
    greetedAt = env.clock.now();
    if (newest && newest.expiresAt > expiresAt) prolong(socket, newest);
    on.phase({ phase: 'live', nextTryAt: null });
    on.live(announced);
  }

  const goesOn = (): boolean => !stopped;

  async function keep(): Promise<void> {
    while (goesOn()) {
      const began = env.clock.now();
      const problem = await once();
      if (!goesOn()) return;
      if (problem?.code === 'version_unsupported') return on.phase({ phase: 'outdated', nextTryAt: null });
      if (problem?.code === 'unauthenticated') await session.doubt();
      if (env.clock.now() - began > GOOD_MS) backoff.reset();
      const wait = Math.max(problem?.details.retryAfterMs ?? 0, backoff.next());
      on.phase({ phase: 'offline', nextTryAt: env.clock.now() + wait });
      await pause.wait(wait);
    }
  }

  /** A socket that the server has ended says so in its answers: the next ticket shows whether the session goes on. */
  async function request<A extends ActionName>(action: A, input: Input<A>): Promise<Output<A>> {
    const socket = live;
    if (!socket) throw noAnswer();
    try {
      return await socket.request(action, input);
    } catch (error) {
      if (asProblem(error).code === 'unauthenticated') socket.close();
      throw error;
    }
  }

  void keep();
  return {
    request,
    isLive: () => live !== null,
    hurry() {
      backoff.reset();
      pause.wake();
    },
    drop: () => live?.close(),
    renew(grant, askedAt) {
      newest = grant;
      if (live && greetedAt >= askedAt) prolong(live, grant);
    },
    stop() {
      stopped = true;
      pause.wake();
      live?.close();
    },
  };
}
