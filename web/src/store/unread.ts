import type { OwnChannel } from '../../../protocol/channel.ts';
import type { Message } from '../../../protocol/message.ts';
import { addUnread, MOST_UNREAD } from '../../../protocol/unread.ts';
import type { Draft } from './draft.ts';
import { indexFrom } from './timeline.ts';
import { key, type Reading, type State, type Timeline, type Unread } from './state.ts';
import { isVisit } from './visit.ts';

const NONE: Unread = { count: 0, mentions: 0, stale: false, through: 0 };

/** How far this person has read: as stored, or further as read here and not yet confirmed. */
export function readPlace(state: Pick<State, `reading:${string}`>, own: OwnChannel): Reading {
  const here = state[key.reading(own.channel.channelId)];
  const { readSeq, readOrd } = own.membership;
  return here && here.readSeq > readSeq ? here : { readSeq, readOrd };
}

function exactly({ messages, through }: Timeline, readSeq: number, me: string): Unread {
  const unread = messages.slice(indexFrom(messages, readSeq + 1));
  return { ...addUnread(NONE, unread, me), stale: false, through };
}

/** True when every unread message of the channel is in the timeline, in its current state. */
const shows = (timeline: Timeline, own: OwnChannel, readSeq: number): boolean =>
  timeline.to === null && timeline.from <= readSeq + 1 && timeline.through >= own.seq;

/** Counts anew after the head, the marker or the timeline of a channel changed; `stale` where only the server knows. */
export function recount(draft: Draft, channelId: string): void {
  const own = draft.get(key.channel(channelId));
  if (!own || isVisit(own)) return draft.set(key.unread(channelId), undefined);
  const me = draft.get('session').userId ?? '';
  const before = draft.get(key.unread(channelId));
  const timeline = draft.get(key.timeline(channelId));
  const reading = key.reading(channelId);
  const place = readPlace({ [reading]: draft.get(reading) }, own);
  let next: Unread = { ...(before ?? NONE), stale: true };
  if (own.ord <= place.readOrd) next = { ...NONE, through: Math.max(own.seq, place.readSeq) };
  else if (timeline && shows(timeline, own, place.readSeq)) next = exactly(timeline, place.readSeq, me);
  if (!before || !same(before, next)) draft.set(key.unread(channelId), next);
}

const same = (a: Unread, b: Unread): boolean =>
  a.count === b.count && a.mentions === b.mentions && a.stale === b.stale && a.through === b.through;

/** A message that the head told of before it was there has come: what was counted meanwhile may lack it. */
export function doubt(draft: Draft, channelId: string, seq: number): void {
  const unread = draft.get(key.unread(channelId));
  if (unread && unread.through < seq) draft.set(key.unread(channelId), { ...unread, stale: true, through: seq });
}

/** The count after the very next message, number `through`, of a channel that is not on screen; without it, it counts and mentions nobody. */
export function oneMore(
  before: Unread | undefined,
  through: number,
  next?: { readonly message: Message; readonly me: string },
): Unread {
  const { count, mentions } = before ?? NONE;
  const counted = next
    ? addUnread({ count, mentions }, [next.message], next.me)
    : { count: Math.min(MOST_UNREAD, count + 1), mentions };
  return { ...counted, stale: false, through };
}
