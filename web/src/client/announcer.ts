import type { Input, Output } from '../../../protocol/contracts.ts';
import type { PersonalEvent } from '../../../protocol/events.ts';
import { createPause } from './backoff.ts';
import { MOST_OPEN } from './connection.ts';
import type { Clock } from './environment.ts';
import type { Call } from './post-action.ts';
import { inOneQuestion } from './presence-keeper.ts';
import { asProblem, isPassing } from './problems.ts';
import type { ReadMarkers } from './read-markers.ts';
import type { Needs } from './tabs.ts';

/** Tells the server what the tabs together look at, one difference at a time. */
export interface Announcer {
  /** What it should know. */
  aim(needs: Needs): void;
  /** A new connection knows this much; null: there is none. */
  begin(announced: Needs | null): void;
  /** Resolves when it knows what was last aimed at, or when there is nobody to tell. */
  settled(): Promise<void>;
}

interface Step {
  readonly after: Needs;
  readonly tell: () => Promise<unknown>;
}

const NOTHING: Needs = { open: [], watched: [], visible: false };
const CLOSED_AT_ONCE = 50;

/** What is in `wanted` and not in `known`. */
const beyond = (wanted: readonly string[], known: readonly string[]): string[] =>
  wanted.filter((one) => !known.includes(one));

/** What the answers tell, and what of it is known already. */
export interface Learner {
  learnt(events: readonly PersonalEvent[]): void;
  /** How far this tab knows those of these conversations that it shows. */
  reach(channelIds: readonly string[]): readonly Reach[];
  /** What came after that. */
  caught(after: Reach, changes: Output<'sync.changes'>): void;
  /** Tells with something else what was read here. */
  readonly carry: ReadMarkers['carry'];
}

export interface Reach {
  readonly channelId: string;
  readonly seq: number;
}

export function createAnnouncer(request: Call, clock: Clock, on: Learner): Announcer {
  let aim = NOTHING;
  let known: Needs | null = null;
  let busy = false;
  let waiting: (() => void)[] = [];
  const pause = createPause(clock);

  /** The next difference to tell; null when nothing is missing. */
  function next(now: Needs): Step | null {
    const wanted = aim.open.slice(0, MOST_OPEN);
    const open = beyond(wanted, now.open);
    const closed = beyond(now.open, wanted).slice(0, CLOSED_AT_ONCE);
    if (open.length + closed.length > 0) {
      const { visible } = aim;
      const after = { ...now, open: [...beyond(now.open, closed), ...open], visible };
      return { after, tell: () => look({ open, closed, ...(visible === now.visible ? {} : { visible }) }) };
    }
    // Nobody sees the presence of others in a hidden window.
    const userIds = aim.visible ? inOneQuestion(beyond(aim.watched, now.watched)) : [];
    const unwatch = inOneQuestion(beyond(now.watched, aim.watched));
    if (userIds.length + unwatch.length > 0) {
      const after = { ...now, watched: [...beyond(now.watched, unwatch), ...userIds] };
      return { after, tell: () => watch({ userIds, unwatch }) };
    }
    if (aim.visible === now.visible) return null;
    const { visible } = aim;
    return { after: { ...now, visible }, tell: () => request('presence.set', { visible }) };
  }

  /** Coming on screen and catching up are one request, and so are turning to the window and looking at what is in it. */
  async function look(input: Input<'socket.look'>): Promise<void> {
    const [after] = on.reach(input.open);
    const { changes } = await on.carry((read) =>
      request('socket.look', { ...input, read, ...(after ? { after } : {}) }),
    );
    if (after && changes) on.caught(after, changes);
  }

  async function watch(input: Input<'presence.watch'>): Promise<void> {
    const { presence } = await request('presence.watch', input);
    on.learnt(presence.map((one) => ({ type: 'presence.changed', presence: one })));
  }

  /** A refusal for good counts as told: asking again would be refused again. */
  async function take(step: Step): Promise<boolean> {
    try {
      await step.tell();
      return true;
    } catch (error) {
      const problem = asProblem(error);
      if (!isPassing(problem)) return true;
      await pause.wait(problem.details.retryAfterMs ?? 1_000);
      return false;
    }
  }

  async function run(): Promise<void> {
    if (busy) return;
    busy = true;
    // A conversation leaves the screen and another one comes in the same turn: one difference, not two.
    await Promise.resolve();
    for (let step = known && next(known); step; step = known && next(known)) {
      const before = known;
      const told = await take(step);
      if (told && known === before) known = step.after;
    }
    busy = false;
    const done = waiting;
    waiting = [];
    for (const resolve of done) resolve();
  }

  return {
    aim(needs) {
      aim = needs;
      void run();
    },
    begin(announced) {
      known = announced;
      pause.wake();
      void run();
    },
    settled: () => (busy ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve()),
  };
}
