import type { ActionName, Input, Output } from '../../../protocol/contracts.ts';
import type { Event } from '../../../protocol/events.ts';
import type { Connection as Phase } from '../store/state.ts';
import type { Clock } from './environment.ts';
import { noAnswer, problemOf } from './problems.ts';
import type { Needs, TabMessage } from './tabs.ts';

/** A tab that uses another tab's socket. */
export interface Follower {
  readonly isLive: () => boolean;
  /** @throws Problem; `unavailable` when the leader did not answer */
  request<A extends ActionName>(action: A, input: Input<A>): Promise<Output<A>>;
  need(needs: Needs): void;
  settled(): Promise<void>;
  heard(message: TabMessage): void;
  stop(): void;
}

export interface FollowerEvents {
  phase(phase: Phase): void;
  live(): void;
  events(events: readonly Event[]): void;
  /** The leader is silent: frozen or gone without a word. */
  orphaned(): void;
}

interface Parts {
  readonly clock: Clock;
  readonly tab: string;
  readonly needs: Needs;
  post(message: TabMessage): void;
}

const BEAT_MS = 20_000;
/** A leader that answers nothing for this long, while somebody looks, is replaced. */
const PATIENCE_MS = 5_000;
/** Longer than the leader's own patience with the server. */
const REPLY_MS = 17_000;

export function follow({ clock, tab, needs: first, post }: Parts, on: FollowerEvents): Follower {
  let needs = first;
  let round = 0;
  let served = 0;
  let leader: string | null = null;
  let phase: Phase['phase'] = 'connecting';
  let lastId = 0;
  let cancelBeat: (() => void) | null = null;
  let cancelDoubt: (() => void) | null = null;
  const replies = new Map<number, (message: Extract<TabMessage, { kind: 'reply' }> | null) => void>();
  let waiting: { readonly round: number; readonly resolve: () => void }[] = [];

  function beat(): void {
    round += 1;
    post({ kind: 'needs', tab, needs, round });
    cancelBeat?.();
    cancelBeat = clock.after(BEAT_MS, beat);
    if (needs.visible) cancelDoubt ??= clock.after(PATIENCE_MS, on.orphaned);
  }

  function release(upTo: number): void {
    served = Math.max(served, upTo);
    for (const one of waiting) if (one.round <= served) one.resolve();
    waiting = waiting.filter((one) => one.round > served);
  }

  function hearState(from: string, next: Phase): void {
    cancelDoubt?.();
    cancelDoubt = null;
    const begins = next.phase === 'live' && (phase !== 'live' || leader !== from);
    const isNew = leader !== from;
    leader = from;
    phase = next.phase;
    on.phase(next);
    if (isNew) for (const settle of replies.values()) settle(null);
    if (phase !== 'live') release(round);
    if (!begins) return;
    beat();
    void settled().then(on.live);
  }

  function settled(): Promise<void> {
    if (phase !== 'live' || served >= round) return Promise.resolve();
    return new Promise((resolve) => waiting.push({ round, resolve }));
  }

  function request<A extends ActionName>(action: A, input: Input<A>): Promise<Output<A>> {
    lastId += 1;
    const id = lastId;
    return new Promise((resolve, reject) => {
      const settle = (reply: Extract<TabMessage, { kind: 'reply' }> | null): void => {
        cancel();
        replies.delete(id);
        if (!reply) reject(noAnswer());
        else if (reply.error) reject(problemOf(reply.error));
        else resolve(reply.output as Output<A>);
      };
      const cancel = clock.after(REPLY_MS, () => settle(null));
      replies.set(id, settle);
      post({ kind: 'request', tab, id, action, input });
    });
  }

  beat();
  return {
    isLive: () => phase === 'live',
    request,
    need(next) {
      needs = next;
      beat();
    },
    settled,
    heard(message) {
      if (message.kind === 'state') hearState(message.leader, message.connection);
      if (message.kind === 'events') on.events(message.events);
      if (message.kind === 'served' && message.tab === tab) release(message.round);
      if (message.kind === 'reply' && message.tab === tab) replies.get(message.id)?.(message);
    },
    stop() {
      cancelBeat?.();
      cancelDoubt?.();
      release(round);
      for (const settle of replies.values()) settle(null);
    },
  };
}
