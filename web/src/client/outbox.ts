import { base32 } from '../../../protocol/base32.ts';
import { dropOutgoing, putOutgoing, restoreOutbox } from '../store/outgoing.ts';
import { key, type Outgoing } from '../store/state.ts';
import { createBackoff, createPause } from './backoff.ts';
import type { Core } from './core.ts';
import type { Database } from './environment.ts';
import { asProblem, isPassing } from './problems.ts';
import { isOutgoing } from './stored.ts';
import type { TabMessage } from './tabs.ts';

/**
 * Messages on their way. Each is kept on this device under its client message id until it is in the store, by ack or by
 * event; an unknown outcome is tried again under the same id, so nothing is lost and nothing doubled. One tab sends.
 */
export interface Outbox {
  /** Brings back what was kept. */
  restore(): Promise<void>;
  /** @returns the client message id */
  send(channelId: string, text: string): string;
  retry(clientMessageId: string): void;
  discard(clientMessageId: string): void;
  /** The state of a channel's outbox changed: what is confirmed is kept no longer. */
  settle(channelId: string): void;
  /** Asks the tab that sends what became of everything that is on its way here. */
  compare(): void;
  heard(message: TabMessage): void;
  /** This tab is the one that sends, or is not any more. */
  leading(leading: boolean): void;
  /** The connection is back: no waiting now. */
  hurry(): void;
}

export function createOutbox(core: Core, database: Database, post: (message: TabMessage) => void): Outbox {
  const { store, env } = core;
  /** Everything known of, by id: what is here and not in the state was confirmed. */
  const kept = new Map<string, Outgoing>();
  const sending = new Set<string>();
  /** Confirmed or discarded: what another tab still says of these crossed the news. */
  const gone = new Set<string>();
  const pause = createPause(env.clock);
  let leads = false;
  let lastAt = 0;

  const inState = (channelId: string): readonly Outgoing[] => store.get(key.outbox(channelId)) ?? [];
  const keep = (id: string, value: Outgoing | undefined): Promise<void> =>
    database.put('outbox', id, value).catch(() => undefined);

  /** Takes a new status over, here; on disk too when `saved`. */
  function put(outgoing: Outgoing): void {
    kept.set(outgoing.clientMessageId, outgoing);
    lastAt = Math.max(lastAt, outgoing.createdAt);
    core.commit(putOutgoing(store.state, outgoing));
  }

  function change(outgoing: Outgoing, status: Outgoing['status'], error: Outgoing['error'] = null): Outgoing {
    const next = { ...outgoing, status, error };
    put(next);
    post({ kind: 'outgoing', outgoing: next });
    return next;
  }

  const next = (channelId: string): Outgoing | undefined =>
    inState(channelId).find((outgoing) => outgoing.status !== 'failed');

  /** Sends what waits in one channel, in order, until nothing does. */
  async function work(channelId: string): Promise<void> {
    if (sending.has(channelId)) return;
    sending.add(channelId);
    const backoff = createBackoff(env.random, 1_000, 30_000, 300);
    const goesOn = (): Outgoing | undefined => (leads && !core.isClosed() ? next(channelId) : undefined);
    for (let outgoing = goesOn(); outgoing; outgoing = goesOn()) {
      const wait = await attempt(outgoing, backoff.next);
      if (wait === null) backoff.reset();
      else await pause.wait(wait);
    }
    sending.delete(channelId);
  }

  /** One try. @returns milliseconds to wait before the next one, null when this message needs none */
  async function attempt(outgoing: Outgoing, backoff: () => number): Promise<number | null> {
    const { channelId, clientMessageId, text } = outgoing;
    const tried = change(outgoing, 'sending');
    try {
      await core.request('message.send', { channelId, clientMessageId, text });
      // The answer alone confirms it, also when the part of the channel on screen does not reach so far.
      core.commit(dropOutgoing(store.state, tried));
      return null;
    } catch (error) {
      if (!inState(channelId).some((one) => one.clientMessageId === clientMessageId)) return null;
      const problem = asProblem(error);
      if (isPassing(problem)) {
        change(tried, 'pending', problem.code === 'rate_limited' ? problem.body() : null);
        return problem.details.retryAfterMs ?? backoff();
      }
      void keep(clientMessageId, change(tried, 'failed', problem.body()));
      return null;
    }
  }

  function start(): void {
    if (!leads) return;
    for (const channelId of new Set([...kept.values()].map((outgoing) => outgoing.channelId))) void work(channelId);
  }

  /** It is on disk before it is on the wire: whatever happens now, it is not lost. */
  async function keepThenStart(outgoing: Outgoing): Promise<void> {
    put(outgoing);
    await keep(outgoing.clientMessageId, outgoing);
    post({ kind: 'outgoing', outgoing });
    start();
  }

  function forget(outgoing: Outgoing): void {
    gone.add(outgoing.clientMessageId);
    kept.delete(outgoing.clientMessageId);
    void keep(outgoing.clientMessageId, undefined);
    core.commit(dropOutgoing(store.state, outgoing));
  }

  /** What became of these, as the tab that sends knows. */
  function tell(asked: readonly Outgoing[]): void {
    for (const outgoing of asked) {
      const { clientMessageId } = outgoing;
      const known = kept.get(clientMessageId);
      if (known) post({ kind: 'outgoing', outgoing: known });
      else if (gone.has(clientMessageId)) post({ kind: 'gone', clientMessageId });
      // Whoever sent it before is gone: its outcome is unknown.
      else put({ ...outgoing, status: outgoing.status === 'failed' ? 'failed' : 'pending' });
    }
    start();
  }

  function compare(): void {
    if (!leads && kept.size > 0) post({ kind: 'outbox', outgoing: [...kept.values()] });
  }

  async function restore(): Promise<void> {
    const stored: readonly unknown[] = await database.all('outbox').catch(() => []);
    const fresh = stored
      .filter(isOutgoing)
      .filter(({ clientMessageId }) => !kept.has(clientMessageId) && !gone.has(clientMessageId));
    // Whoever was sending it is gone; its outcome is unknown and the same id asks again.
    const waiting = fresh.map((one) => (one.status === 'sending' ? Object.assign(one, { status: 'pending' }) : one));
    for (const outgoing of waiting) {
      kept.set(outgoing.clientMessageId, outgoing);
      // The device's clock may have been put back since: what is written now comes after.
      lastAt = Math.max(lastAt, outgoing.createdAt);
    }
    core.commit(restoreOutbox(store.state, waiting));
    start();
    compare();
  }

  return {
    restore,
    send(channelId, text) {
      const clientMessageId = base32(env.random.bytes(16));
      // Two messages of one moment keep the order in which they were written.
      lastAt = Math.max(env.clock.now(), lastAt + 1);
      const outgoing: Outgoing = {
        clientMessageId,
        channelId,
        text,
        createdAt: lastAt,
        status: 'pending',
        error: null,
      };
      void keepThenStart(outgoing);
      return clientMessageId;
    },
    retry(clientMessageId) {
      const outgoing = kept.get(clientMessageId);
      if (outgoing?.status !== 'failed') return;
      void keepThenStart({ ...outgoing, status: 'pending', error: null });
    },
    discard(clientMessageId) {
      const outgoing = kept.get(clientMessageId);
      if (outgoing?.status !== 'failed') return;
      forget(outgoing);
      post({ kind: 'gone', clientMessageId });
    },
    settle(channelId) {
      const present = new Set(inState(channelId).map(({ clientMessageId }) => clientMessageId));
      for (const outgoing of kept.values()) {
        if (outgoing.channelId !== channelId || present.has(outgoing.clientMessageId)) continue;
        forget(outgoing);
        // The others may not have seen what confirmed it: each tab fetches for itself.
        post({ kind: 'gone', clientMessageId: outgoing.clientMessageId });
      }
    },
    heard(message) {
      if (message.kind === 'outgoing' && !gone.has(message.outgoing.clientMessageId)) {
        put(message.outgoing);
        start();
      }
      if (message.kind === 'gone') {
        gone.add(message.clientMessageId);
        const outgoing = kept.get(message.clientMessageId);
        if (outgoing) forget(outgoing);
      }
      if (message.kind === 'outbox' && leads) tell(message.outgoing);
    },
    compare,
    leading(now) {
      leads = now;
      if (now) void restore();
    },
    hurry: () => pause.wake(),
  };
}
