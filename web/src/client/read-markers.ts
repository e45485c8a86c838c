import type { Input, Output } from '../../../protocol/contracts.ts';
import { LIMITS } from '../../../protocol/limits.ts';
import type { ReadMarker } from '../../../protocol/read-marker.ts';
import { mayBeBack } from '../../../protocol/read-versions.ts';
import { draftOf } from '../store/draft.ts';
import { key, type Reading } from '../store/state.ts';
import { indexFrom } from '../store/timeline.ts';
import { readPlace, recount } from '../store/unread.ts';
import type { Core } from './core.ts';
import { asProblem, isPassing } from './problems.ts';

/** What was read here, told to the server a moment later and many channels at a time. */
export interface ReadMarkers {
  markRead(channelId: string, seq?: number): void;
  markUnread(channelId: string, seq: number): Promise<void>;
  /** The channel came on screen, or is being left: what is read of it now is told soon, not when the person goes on. */
  turn(channelId: string): void;
  /**
   * Sends what is waiting now (the tab is being left, the connection is back, or the server is to count from there), unless the server
   * asked for a pause. Resolves when it knows, or could not be told now.
   */
  flush(): Promise<void>;
  /** What the server was not told before the page was left, of these channels (and versions of their markers): told once it is `known` what is new. */
  resume(read: ReadonlyMap<string, number>, known: Promise<void>): Promise<void>;
  /** Tells what is waiting with another request, which answers as `readMarker.move` does. */
  carry<T extends Output<'readMarker.move'>>(tell: (markers: ReadMarker[]) => Promise<T>): Promise<T>;
}

interface Around {
  learn(action: 'readMarker.move', input: Input<'readMarker.move'>, output: Output<'readMarker.move'>): void;
  /** Nobody reads on another device: what was read here can wait. */
  isAlone(): boolean;
}

const GATHER_MS = 1_000;
/** What comes while one looks is read at once, and told another device of the person's in one piece. */
const LOOKING_MS = 20_000;
/** Where there is no other device it goes with the next look, or after this. */
const ALONE_MS = 120_000;
const AGAIN_MS = 15_000;

export function createReadMarkers(core: Core, { learn, isAlone }: Around): ReadMarkers {
  const { store, env } = core;
  /** Channels whose `reading:…` the server has not confirmed. */
  const waiting = new Set<string>();
  /** Channels that came on screen and of which nothing was told since. */
  const turned = new Set<string>();
  /** Channels that are being marked unread, and how far they were read since that was asked for. */
  const backing = new Map<string, number>();
  let planned: { readonly due: number; readonly cancel: () => void } | null = null;
  let sending: Promise<void> | null = null;
  /** The server asked to be left alone until then. */
  let notBefore = 0;

  /** The place after everything that is loaded without a gap, up to `seq`. */
  function placeOf(channelId: string, seq: number): Reading | null {
    const timeline = store.get(key.timeline(channelId));
    if (!timeline) return null;
    const last = timeline.messages[indexFrom(timeline.messages, Math.min(seq, timeline.through) + 1) - 1];
    return last ? { readSeq: last.seq, readOrd: last.ord } : null;
  }

  function setReading(channelId: string, reading: Reading | undefined): void {
    const draft = draftOf(store.state);
    draft.set(key.reading(channelId), reading);
    recount(draft, channelId);
    core.commit(draft.patch);
  }

  async function send(): Promise<void> {
    planned?.cancel();
    planned = null;
    if (sending || waiting.size === 0 || core.isClosed()) return;
    const early = notBefore - env.clock.now();
    if (early > 0) return later(early);
    const tell = (markers: ReadMarker[]): Promise<Output<'readMarker.move'>> =>
      markers.length > 0 ? core.ask('readMarker.move', { markers }) : Promise.resolve({ markers: [] });
    await carry(tell).catch(() => undefined);
  }

  async function carry<T extends Output<'readMarker.move'>>(tell: (markers: ReadMarker[]) => Promise<T>): Promise<T> {
    if (sending || waiting.size === 0 || env.clock.now() < notBefore) return tell([]);
    const batch = [...waiting].slice(0, LIMITS.readMarkersAtOnce);
    const over = Promise.withResolvers<void>();
    sending = over.promise;
    planned?.cancel();
    planned = null;
    let again = GATHER_MS;
    try {
      return await move(batch, tell);
    } catch (error) {
      const problem = asProblem(error);
      for (const channelId of batch) {
        if (isPassing(problem)) waiting.add(channelId);
        else setReading(channelId, undefined);
      }
      const { retryAfterMs } = problem.details;
      if (retryAfterMs !== undefined) notBefore = env.clock.now() + retryAfterMs;
      again = retryAfterMs ?? AGAIN_MS;
      throw error;
    } finally {
      sending = null;
      over.resolve();
      if (waiting.size > 0) later(again);
    }
  }

  async function move<T extends Output<'readMarker.move'>>(
    batch: readonly string[],
    tell: (markers: ReadMarker[]) => Promise<T>,
  ): Promise<T> {
    for (const channelId of batch) waiting.delete(channelId);
    const markers = batch.flatMap((channelId) => {
      const reading = store.get(key.reading(channelId));
      return reading ? [{ channelId, ...reading }] : [];
    });
    const answer = await tell(markers);
    learn('readMarker.move', { markers }, { markers: answer.markers });
    // The answer settles them, also where it leaves one out: that channel was not ours at the moment.
    for (const { channelId, readSeq } of markers) {
      if (store.get(key.reading(channelId))?.readSeq === readSeq) setReading(channelId, undefined);
    }
    return answer;
  }

  /** Sends after `ms`, or sooner if that was said before. */
  function later(ms: number): void {
    const due = env.clock.now() + ms;
    if (sending || (planned && planned.due <= due)) return;
    planned?.cancel();
    planned = { due, cancel: env.clock.after(ms, () => void send()) };
  }

  const versionOf = (channelId: string): number => store.get(key.channel(channelId))?.membership.readVersion ?? 0;

  async function flush(): Promise<void> {
    await sending;
    await send();
  }

  function markRead(channelId: string, seq = Number.MAX_SAFE_INTEGER): void {
    if (backing.has(channelId)) backing.set(channelId, seq);
    const own = store.get(key.channel(channelId));
    const place = placeOf(channelId, seq);
    if (!own || !place || place.readSeq <= readPlace(store.state, own).readSeq) return;
    setReading(channelId, place);
    waiting.add(channelId);
    const first = turned.delete(channelId);
    if (isAlone()) later(ALONE_MS);
    else later(first ? GATHER_MS : LOOKING_MS);
  }

  return {
    markRead,
    turn(channelId) {
      turned.add(channelId);
      if (waiting.has(channelId)) later(GATHER_MS);
    },
    async markUnread(channelId, seq) {
      const place = placeOf(channelId, seq - 1) ?? { readSeq: seq - 1, readOrd: 0 };
      // What is on its way forward must not overtake the way back.
      waiting.delete(channelId);
      setReading(channelId, undefined);
      backing.set(channelId, 0);
      await sending;
      await core.request('readMarker.move', { markers: [{ channelId, ...place }], unread: true }).finally(() => {
        const read = backing.get(channelId);
        backing.delete(channelId);
        if (read) markRead(channelId, read);
      });
    },
    async resume(read, known) {
      await known;
      for (const [channelId, version] of read) {
        if (waiting.has(channelId)) continue;
        // Elsewhere it was moved to where something is to stay unread.
        if (mayBeBack(version, versionOf(channelId))) setReading(channelId, undefined);
        else waiting.add(channelId);
      }
      await flush();
    },
    flush,
    carry,
  };
}
