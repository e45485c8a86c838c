import type { ActionName, Input, Output } from '../../../protocol/contracts.ts';
import type { Event } from '../../../protocol/events.ts';
import { LIMITS } from '../../../protocol/limits.ts';
import { byHttp, bySocket } from '../../../protocol/routing.ts';
import { utf8Length } from '../../../protocol/utf8.ts';
import type { Connection as Phase } from '../store/state.ts';
import type { Learner } from './announcer.ts';
import type { Environment } from './environment.ts';
import { follow, type Follower } from './follower.ts';
import { lead, type Leader } from './leader.ts';
import { asProblem, noAnswer } from './problems.ts';
import type { Grant, Session } from './session.ts';
import type { Needs, TabMessage } from './tabs.ts';

/** The way to the server for one tab: one socket per browser, held by one tab; HTTP where there is no socket. */
export interface Link {
  /** @throws Problem; `unavailable` with reason `offline` when the outcome is unknown */
  request<A extends ActionName>(action: A, input: Input<A>): Promise<Output<A>>;
  /** What this tab looks at. */
  need(needs: Needs): void;
  /** Resolves when the server sends events for what this tab looks at, or when there is no live connection. */
  settled(): Promise<void>;
  heard(message: TabMessage): void;
  /** The device woke up or came online: no waiting now. */
  hurry(): void;
  /** The device has no network: an open socket only looks alive. */
  networkLost(): void;
  renew(grant: Grant, askedAt: number): void;
  stop(): void;
}

export interface LinkEvents extends Pick<Learner, 'reach' | 'caught' | 'carry'> {
  phase(phase: Phase): void;
  /** Events come from here on; whatever was missed is to be fetched. */
  live(): void;
  events(events: readonly Event[]): void;
  /** This tab does what one tab does for all. */
  leading(leading: boolean): void;
}

interface Parts {
  readonly env: Environment;
  readonly session: Session;
  readonly userId: string;
  readonly tab: string;
  post(message: TabMessage): void;
}

type Role = { readonly leads: Leader; readonly follows: null } | { readonly leads: null; readonly follows: Follower };

const fitsFrame = (input: unknown): boolean => utf8Length(JSON.stringify(input)) <= LIMITS.socketInputBytes;

const CONNECTING: Phase = { phase: 'connecting', nextTryAt: null };
const OUTDATED: Phase = { phase: 'outdated', nextTryAt: null };

export function openLink({ env, session, userId, tab, post }: Parts, on: LinkEvents): Link {
  const lock = `parley-leader-${userId}`;
  const stopping = new AbortController();
  let needs: Needs = { open: [], watched: [], visible: true };
  let stealing = false;
  /** The server is too new for this page: it goes by HTTP until it is loaded again, and newer pages may have its place. */
  let outdated = false;
  const events: LinkEvents = { ...on, phase: turn };
  let role: Role = { leads: null, follows: startFollowing() };

  function startFollowing(): Follower {
    return follow({ clock: env.clock, tab, needs, post }, { ...events, orphaned: () => void steal() });
  }

  /** What an older page's socket was refused for says nothing about this page: it tries for itself. */
  function turn(next: Phase): void {
    const isRefused = next.phase === 'outdated';
    if (isRefused && role.leads) outdated = true;
    if (isRefused && !outdated) void steal();
    on.phase(outdated ? OUTDATED : isRefused ? CONNECTING : next);
  }

  /** Leads for as long as the lock is held; then goes back into the queue. */
  async function reign(stolen: AbortSignal): Promise<void> {
    if (stopping.signal.aborted || stolen.aborted) return;
    role.follows?.stop();
    const leader = lead({ env, session, tab, needs, post }, events);
    role = { leads: leader, follows: null };
    on.leading(true);
    await new Promise<void>((resolve) => {
      stolen.addEventListener('abort', () => resolve());
      stopping.signal.addEventListener('abort', () => resolve());
    });
    leader.stop();
    on.leading(false);
    if (!stopping.signal.aborted) role = { leads: null, follows: startFollowing() };
  }

  /** Waits to be the leader, for as long as the tab lives. */
  async function queue(): Promise<void> {
    while (!stopping.signal.aborted) {
      await env.locks.hold(lock, reign, { signal: stopping.signal }).catch(() => undefined);
    }
  }

  /** Takes the place of a leader that does not answer; it steps down when it wakes. */
  async function steal(): Promise<void> {
    if (stealing || outdated || role.leads || stopping.signal.aborted) return;
    stealing = true;
    await env.locks.hold(lock, reign, { steal: true }).catch(() => undefined);
    stealing = false;
  }

  function overSocket<A extends ActionName>(action: A, input: Input<A>): Promise<Output<A>> | null {
    if (outdated || !bySocket(action) || (byHttp(action) && !fitsFrame(input))) return null;
    if (role.leads) return role.leads.connection.isLive() ? role.leads.connection.request(action, input) : null;
    return role.follows.isLive() ? role.follows.request(action, input) : null;
  }

  void queue();
  return {
    async request(action, input) {
      try {
        const sent = overSocket(action, input);
        if (sent) return await sent;
      } catch (error) {
        // The answer is larger than a socket's frames may be.
        if (asProblem(error).details.reason !== 'use_http') throw error;
      }
      if (!byHttp(action)) throw noAnswer();
      return session.call(action, input);
    },
    need(next) {
      needs = next;
      (role.leads ?? role.follows).need(needs);
    },
    settled: () => (role.leads ?? role.follows).settled(),
    heard: (message) => (role.leads ?? role.follows).heard(message),
    hurry: () => role.leads?.connection.hurry(),
    networkLost: () => role.leads?.connection.drop(),
    renew: (grant, askedAt) => role.leads?.connection.renew(grant, askedAt),
    stop() {
      post({ kind: 'bye', tab });
      stopping.abort();
      role.follows?.stop();
    },
  };
}
