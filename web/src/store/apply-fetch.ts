import type { Output } from '../../../protocol/contracts.ts';
import type { MovedMarker, UnreadCount } from '../../../protocol/read-marker.ts';
import { MOST_UNREAD } from '../../../protocol/unread.ts';
import { applyEvent, moveHead, takeFromOutbox } from './apply-event.ts';
import { dropChannel, dropWorkspace, putOwn, putProfile } from './changes.ts';
import { draftOf, type Draft } from './draft.ts';
import { key, type Patch, type State, type Timeline } from './state.ts';
import { indexFrom, isBehind, withChanges, withMessage } from './timeline.ts';
import { readPlace, recount } from './unread.ts';

/**
 * Takes over `sync.start`: what is not in it is not ours. Channels in `touched` had news of their membership while the
 * answer was under way; it says nothing about them.
 */
export function applyStart(state: State, start: Output<'sync.start'>, touched: ReadonlySet<string>): Patch {
  const draft = draftOf(state);
  const theirs = new Set(start.channels.map((own) => own.channel.channelId));
  for (const channelId of state.channelIds) {
    if (!theirs.has(channelId) && !touched.has(channelId)) dropChannel(draft, channelId);
  }
  draft.set('me', start.me);
  putProfile(draft, start.me);
  draft.set('workspaces', start.workspaces);
  for (const own of start.channels) if (!touched.has(own.channel.channelId)) putOwn(draft, own);
  draft.set('start', 'fresh');
  return draft.patch;
}

/** Takes over `sync.check`: what is new, ahead, read elsewhere or gone. `touched` as in `applyStart`. */
export function applyCheck(state: State, check: Output<'sync.check'>, touched: ReadonlySet<string>): Patch {
  const draft = draftOf(state);
  for (const channelId of check.gone) if (!touched.has(channelId)) dropChannel(draft, channelId);
  for (const own of check.channels) if (!touched.has(own.channel.channelId)) putOwn(draft, own);
  takeCounts(draft, check);
  const theirs = new Set(check.workspaces.map(({ workspaceId }) => workspaceId));
  for (const { workspaceId } of state.workspaces) if (!theirs.has(workspaceId)) dropWorkspace(draft, workspaceId);
  draft.set('workspaces', check.workspaces);
  for (const one of check.presence) draft.set(key.presence(one.userId), one);
  draft.set('start', 'fresh');
  return draft.patch;
}

/** A timeline that was loaded, extended or replaced; counts follow. Nothing happens to a channel that is gone. */
export function applyTimeline(state: State, channelId: string, timeline: Timeline): Patch {
  const draft = draftOf(state);
  putTimeline(draft, channelId, timeline);
  return draft.patch;
}

function putTimeline(draft: Draft, channelId: string, timeline: Timeline): void {
  const own = draft.get(key.channel(channelId));
  if (!own) return;
  const ord = timeline.messages.at(-1)?.ord ?? 0;
  const sent = draft.get(key.sent(channelId)) ?? [];
  const beyond = sent.filter(({ seq }) => isBehind(timeline, seq));
  draft.set(key.timeline(channelId), sent.reduce(withMessage, timeline));
  draft.set(key.sent(channelId), beyond.length > 0 ? beyond : undefined);
  if (draft.get(key.outbox(channelId))) for (const message of timeline.messages) takeFromOutbox(draft, message);
  putOwn(draft, { ...own, seq: Math.max(own.seq, timeline.through), ord: Math.max(own.ord, ord) });
}

/** Takes over what `sync.changes` answered to a request for everything after `after`. */
export function applyChanges(state: State, channelId: string, after: number, changes: Output<'sync.changes'>): Patch {
  const draft = draftOf(state);
  const timeline = draft.get(key.timeline(channelId));
  if (timeline) putTimeline(draft, channelId, withChanges(timeline, after, changes));
  for (const event of changes.events) {
    const own = draft.get(key.channel(channelId));
    takeFromOutbox(draft, event.message);
    if (own && event.type === 'message.posted' && event.channel) putOwn(draft, { ...own, channel: event.channel });
  }
  return draft.patch;
}

const CHANGING: ReadonlySet<string> = new Set(['renamed', 'topic', 'purpose', 'archived', 'unarchived']);

/** True when the conversation tells of a change of its channel that the channel's own state does not have yet. */
export function isChannelBehind(state: State, channelId: string): boolean {
  const own = state[key.channel(channelId)];
  const messages = state[key.timeline(channelId)]?.messages ?? [];
  if (!own) return false;
  const since = messages.slice(indexFrom(messages, own.channel.lastSeq + 1));
  return since.some(({ notice }) => notice !== null && CHANGING.has(notice.what));
}

/**
 * Unread counts, as the answer to the questions `asked`; one that is not the whole truth any more, or not yet, is to be asked for
 * again. @param over channels where all that was under way has come since they were first asked about
 */
export function applyCounts(
  state: State,
  counts: readonly UnreadCount[],
  asked: ReadonlyMap<string, string>,
  over: ReadonlySet<string>,
): Patch {
  const draft = draftOf(state);
  for (const count of counts) {
    const { channelId, unread, seq, ord, through } = count;
    const own = state[key.channel(channelId)];
    if (!own || !state[key.unread(channelId)]?.stale) continue;
    const isWhole = over.has(channelId) ? seq <= own.seq : Math.max(seq, own.seq) <= through;
    // What was counted before we heard of it must not count again when we do.
    moveHead(draft, channelId, seq, ord);
    const stale = asked.get(channelId) !== questionOf(state, channelId);
    putCount(draft, count, stale || (unread < MOST_UNREAD && !isWhole));
  }
  return draft.patch;
}

/** Counts that came with the channels that they are of, where they are the whole truth of all that is known. */
function takeCounts(draft: Draft, { channels, counts }: Output<'sync.check'>): void {
  for (const count of counts) {
    const { channelId } = count;
    const own = draft.get(key.channel(channelId));
    const isOf = channels.some(({ membership }) => membership === own?.membership);
    if (!own || !isOf || own.seq > count.through || draft.get(key.reading(channelId))) continue;
    if (draft.get(key.unread(channelId))?.stale) putCount(draft, count, false);
  }
}

const putCount = (draft: Draft, { channelId, unread, mentions, through }: UnreadCount, stale: boolean): void =>
  draft.set(key.unread(channelId), { count: unread, mentions, stale, through });

/** What a count depends on, to tell whether its answer is still the answer. */
export function questionOf(state: State, channelId: string): string {
  const own = state[key.channel(channelId)];
  return own ? `${own.seq}/${own.ord}/${readPlace(state, own).readSeq}/${state[key.unread(channelId)]?.through}` : '';
}

/** Markers as the server has them after a move, and the places read here that they confirm. */
export function applyMoved(state: State, markers: readonly MovedMarker[]): Patch {
  const draft = draftOf(state);
  for (const marker of markers) {
    const moved = applyEvent(state, { type: 'readMarker.moved', marker });
    const own = moved[key.channel(marker.channelId)];
    if (own) putOwn(draft, own);
    const here = state[key.reading(marker.channelId)];
    if (here && here.readSeq <= marker.readSeq) draft.set(key.reading(marker.channelId), undefined);
    recount(draft, marker.channelId);
  }
  return draft.patch;
}
