import type { Message } from '../../../../protocol/message.ts';
import type { Timeline } from '../../store/state.ts';
import { indexFrom } from '../../store/timeline.ts';
import { indexOfSeq, isUnread, type Item } from './items.ts';
import type { UnreadLine } from './use-reading.ts';

/** Which item the list goes to. */
export interface Aim {
  readonly key: string | undefined;
  readonly index: number;
  readonly align: 'start' | 'center';
}

/**
 * Where to go as soon as it is loaded: a message to be marked, the unread line before a message, the place where reading goes
 * on, the live end; null when the reader is where they want to be.
 */
export type Goal = Away | 'start' | 'end' | null;

interface Away {
  readonly seq: number;
  readonly as: 'target' | 'line';
}

export const holds = (timeline: Timeline, seq: number): boolean =>
  seq >= timeline.from && (timeline.to === null || seq <= timeline.to);

/** A place that has to be loaded first. */
export const isAway = (goal: Goal): goal is Away => typeof goal === 'object' && goal !== null;

/** Where the unread line stands; -1 when it is not in this part. */
export const indexOfLine = (items: readonly Item[]): number => items.findIndex(({ kind }) => kind === 'unread');

/** The goal of someone whose unread line stands above all that is loaded; null when it does not. */
export function lineBeyond(timeline: Timeline, items: readonly Item[], me: string, line: UnreadLine): Goal {
  if (timeline.from === 0 || indexOfLine(items) >= 0) return null;
  const isAbove = timeline.messages.some((message) => isUnread(message, me, line));
  return isAbove ? { seq: line.after + 1, as: 'line' } : null;
}

/** The item to show for a goal that is loaded, and where on the screen. */
export function spotOf(items: readonly Item[], goal: Away) {
  if (goal.as === 'target') return { index: indexOfSeq(items, goal.seq), align: 'center' } as const;
  const line = indexOfLine(items);
  return { index: line < 0 ? indexOfSeq(items, goal.seq) : line, align: 'start' } as const;
}

/**
 * Whether messages came since, wherever they stand: what was missed comes above what was told after it. A page before the first
 * of them is no news.
 */
export function haveGrown(now: readonly Message[], before: readonly Message[]): boolean {
  const first = Math.max(now[0]?.seq ?? 0, before[0]?.seq ?? 0);
  return now.length - indexFrom(now, first) > before.length - indexFrom(before, first);
}
