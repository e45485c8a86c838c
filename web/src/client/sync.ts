import type { Event } from '../../../protocol/events.ts';
import type { MovedMarker } from '../../../protocol/read-marker.ts';
import { applyCheck, applyStart } from '../store/apply-fetch.ts';
import { applyEvent, isOfLater } from '../store/apply-event.ts';
import { key } from '../store/state.ts';
import { createBackoff, createPause } from './backoff.ts';
import type { CatchUp } from './catch-up.ts';
import type { Core } from './core.ts';
import { asProblem } from './problems.ts';

/** Keeps the account's state level with the server's: events as they come, and what they may have missed. */
export interface Sync {
  /** Applies events in the order in which they came. */
  take(events: readonly Event[]): void;
  /** Events come from now on: fetches everything that may have changed before. Resolves when it is known what is new. */
  live(): Promise<void>;
  /** Asks what is new, ahead, read elsewhere or gone. */
  check(): Promise<void>;
  /** These channels were kept on this device: that they are in the state now is no news. */
  kept(channelIds: readonly string[]): void;
  /** The person looks, or looks away. */
  attention(visible: boolean): void;
  stop(): void;
}

export const CHECK_LIVE_MS = 5 * 60_000;
/** Without a live connection, asking is the only way to hear anything. */
const CHECK_DARK_MS = 30_000;
/** Channels whose numbers may not fit into one frame. */
const MANY = 200;
/** Of whom one asks, in the room of one channel's numbers. */
const PEOPLE = 4;
/** After an event of a channel, or of a membership, that is not in the state: what is it? */
const STRANGE_MS = 300;

interface Parts {
  readonly catchUp: CatchUp;
  /** Conversations on screen. */
  readonly shown: () => readonly string[];
  /** Whose presence is to be asked for: everybody's, or what ends before the next check. */
  readonly watched: (everybody: boolean) => string[];
  /** Whether the person is connected from somewhere else, too. */
  readonly heard: (elsewhere: boolean) => void;
}

export function createSync(core: Core, { catchUp, shown, watched, heard }: Parts): Sync {
  const { store, env } = core;
  const pause = createPause(env.clock);
  /** Channels whose membership had news while a check was under way. */
  let touched: Set<string> | null = null;
  /** Channels at its beginning. */
  let before: readonly string[] = [];
  let checking: Promise<void> | null = null;
  let again = false;
  /** Nothing asked for the next check but the time that went by. */
  let routine = false;
  let visible = true;
  /** A hidden window is not told how others come and go: the check asks when somebody looks again. */
  let unseen = false;
  let cancelTimer: (() => void) | null = null;

  async function fetchState(isRoutine: boolean): Promise<void> {
    const mine = new Set<string>();
    touched = mine;
    before = store.get('channelIds');
    const meanwhile = (): ReadonlySet<string> => {
      const now = store.get('channelIds');
      for (const id of now) if (!before.includes(id)) mine.add(id);
      for (const id of before) if (!now.includes(id)) mine.add(id);
      return mine;
    };
    if (store.get('start') !== 'fresh') {
      const start = await core.ask('sync.start', {});
      core.commit(applyStart(store.state, start, meanwhile()));
      return;
    }
    const known = store.get('channelIds').flatMap((channelId) => {
      const own = store.get(key.channel(channelId));
      if (!own) return [];
      const { channel, membership, seq, ord } = own;
      const { joinedAt, readVersion } = membership;
      return [{ channelId, seq, ord, lastSeq: channel.lastSeq, joinedAt, readVersion }];
    });
    const input = { known, visible, watched: watched(unseen), ...(isRoutine ? { routine: true as const } : {}) };
    // A question this long goes by HTTP and is no sign of life of the socket.
    if (known.length + input.watched.length / PEOPLE > MANY) {
      void core.ask('presence.set', { visible }).catch(() => undefined);
    }
    unseen = false;
    const news = await core.ask('sync.check', input);
    core.commit(applyCheck(store.state, news, meanwhile()));
    heard(news.elsewhere);
  }

  async function run(): Promise<void> {
    const backoff = createBackoff(env.random, 1_000, 15_000, 300);
    while (again && !core.isClosed()) {
      again = false;
      const isRoutine = routine;
      routine = false;
      try {
        await fetchState(isRoutine);
        again ||= (touched?.size ?? 0) > 0;
        // What comes with a look needs no question of its own.
        if (visible) for (const channelId of shown()) catchUp.refreshSoon(channelId);
      } catch (error) {
        const problem = asProblem(error);
        if (problem.code === 'unauthenticated') break;
        again = unseen = true;
        await pause.wait(problem.details.retryAfterMs ?? backoff.next());
      }
    }
    touched = null;
    checking = null;
    schedule();
  }

  function check(isRoutine = false): Promise<void> {
    again = true;
    routine = isRoutine && checking === null;
    checking ??= run();
    return checking;
  }

  function schedule(): void {
    cancelTimer?.();
    cancelTimer = null;
    if (!visible || core.isClosed()) return;
    cancelTimer = env.clock.after(core.isLive() ? CHECK_LIVE_MS : CHECK_DARK_MS, () => void check(core.isLive()));
  }

  /** What a hidden window has open is caught up with when somebody looks at it. */
  function verifyShown(): void {
    if (!visible) return;
    for (const channelId of shown()) void catchUp.refresh(channelId, true);
  }

  function take(events: readonly Event[]): void {
    for (const event of events) {
      const jumps = isJump(event);
      core.commit(applyEvent(store.state, event));
      if (jumps) strange();
      if (event.type === 'membership.started') touched?.add(event.own.channel.channelId);
      if (event.type === 'membership.ended') touched?.add(event.channelId);
      if ('seq' in event) follow(event.type, event.channelId);
      if (event.type === 'readMarker.moved' && isLater(event.marker)) strange();
    }
  }

  /** A change tells nothing of the messages before it that did not come. */
  function isJump(event: Event): boolean {
    if (event.type !== 'message.edited' && event.type !== 'message.deleted') return false;
    const own = store.get(key.channel(event.channelId));
    return own !== undefined && event.seq > own.seq + 1;
  }

  function isLater(marker: MovedMarker): boolean {
    const own = store.get(key.channel(marker.channelId));
    return own !== undefined && isOfLater(own, marker);
  }

  /** An event with a number may have told of others that did not come. */
  function follow(type: Event['type'], channelId: string): void {
    if (!store.get(key.channel(channelId))) strange();
    else if (!shown().includes(channelId) || (type === 'channel.hinted' && !visible)) return;
    else if (type === 'channel.tipped') void catchUp.refresh(channelId, false);
    else catchUp.refreshSoon(channelId);
  }

  let cancelStrange: (() => void) | null = null;
  function strange(): void {
    cancelStrange ??= env.clock.after(STRANGE_MS, () => {
      cancelStrange = null;
      if (!core.isClosed()) void check();
    });
  }

  return {
    take,
    kept(channelIds) {
      before = [...before, ...channelIds];
    },
    live() {
      pause.wake();
      catchUp.hurry();
      const checked = check();
      verifyShown();
      return checked;
    },
    check: () => check(),
    attention(now) {
      const came = now && !visible;
      visible = now;
      if (came) {
        unseen = true;
        pause.wake();
        catchUp.hurry();
        void check(core.isLive());
      }
      schedule();
    },
    stop() {
      cancelTimer?.();
      cancelStrange?.();
      pause.wake();
    },
  };
}
