import type { OwnChannel } from '../../../protocol/channel.ts';
import type { Event } from '../../../protocol/events.ts';
import type { ChannelEvent, Message } from '../../../protocol/message.ts';
import type { MovedMarker } from '../../../protocol/read-marker.ts';
import { isSameMembership } from '../../../protocol/read-versions.ts';
import { dropChannel, dropWorkspace, mergeOwn, putOwn, putProfile, putWorkspace } from './changes.ts';
import { draftOf, type Draft } from './draft.ts';
import { key, type Patch, type State } from './state.ts';
import { isBehind, upsert, withEvent } from './timeline.ts';
import { doubt, oneMore, recount } from './unread.ts';

/**
 * What an event changes. Pure; the same in any order, however often events are repeated: messages, channels and markers
 * carry the number of their state, and an older state never overwrites a newer one.
 */
export function applyEvent(state: State, event: Event): Patch {
  const draft = draftOf(state);
  switch (event.type) {
    case 'message.posted':
    case 'message.edited':
    case 'message.deleted':
      applyChannelEvent(draft, event);
      break;
    case 'channel.hinted':
      applyHint(draft, event);
      break;
    case 'channel.tipped':
      moveHead(draft, event.channelId, event.seq, event.ord);
      doubt(draft, event.channelId, event.seq);
      break;
    case 'membership.started':
      putOwn(draft, event.own);
      break;
    case 'membership.ended':
      dropChannel(draft, event.channelId);
      break;
    case 'readMarker.moved':
      moveMarker(draft, event.marker);
      break;
    case 'presence.changed':
      draft.set(key.presence(event.presence.userId), event.presence);
      break;
    case 'profile.changed':
      putProfile(draft, event.profile);
      break;
    case 'me.changed':
      draft.set('me', event.me);
      putProfile(draft, event.me);
      break;
    case 'workspace.changed':
      putWorkspace(draft, event.workspace);
      break;
    case 'workspace.left':
      dropWorkspace(draft, event.workspaceId);
      break;
    case 'session.ended':
      break;
    default:
      event satisfies never;
  }
  return draft.patch;
}

/** Events of channels that are not ours (not yet, or no longer) change nothing. */
function applyChannelEvent(draft: Draft, event: ChannelEvent): void {
  const { channelId, message } = event;
  takeFromOutbox(draft, message);
  const before = draft.get(key.channel(channelId));
  if (!before) return;
  const unread = draft.get(key.unread(channelId));
  const own = mergeOwn(before, {
    ...before,
    channel: event.type === 'message.posted' && event.channel ? event.channel : before.channel,
    seq: event.seq,
    ord: message.ord,
  });
  putOwn(draft, own);
  const timeline = draft.get(key.timeline(channelId));
  if (timeline) draft.set(key.timeline(channelId), withEvent(timeline, event));
  recount(draft, channelId);
  // Told once more: what was counted when it came is counted.
  const known = event.type === 'message.posted' && event.seq <= before.seq && message.ord <= before.ord;
  if (known && unread && draft.get(key.timeline(channelId)) === timeline) draft.set(key.unread(channelId), unread);
  // Between the two there is nothing that could have changed what is unread.
  const next = event.type === 'message.posted' && message.ord === before.ord + 1 && event.seq === before.seq + 1;
  if (next && !unread?.stale && draft.get(key.unread(channelId))?.stale) {
    draft.set(key.unread(channelId), oneMore(unread, event.seq, { message, me: draft.get('session').userId ?? '' }));
  }
  if (event.type === 'message.posted') doubt(draft, channelId, event.seq);
}

/**
 * An own message that came back, by ack, event or page, is on its way no longer. Beyond the part of its conversation that is here
 * it stays beside it, as it is changed since.
 */
export function takeFromOutbox(draft: Draft, message: Message): void {
  const { channelId } = message;
  if (message.author !== draft.get('session').userId) return;
  const outbox = draft.get(key.outbox(channelId)) ?? [];
  const rest = outbox.filter((outgoing) => outgoing.clientMessageId !== message.clientMessageId);
  const confirms = rest.length < outbox.length;
  if (confirms) draft.set(key.outbox(channelId), rest.length > 0 ? rest : undefined);
  const [timeline, sent = []] = [draft.get(key.timeline(channelId)), draft.get(key.sent(channelId))];
  const isBeyond = timeline ? isBehind(timeline, message.seq) : draft.get(key.channel(channelId)) !== undefined;
  if (isBeyond && (confirms || sent.some(({ seq }) => seq === message.seq)))
    draft.set(key.sent(channelId), upsert(sent, message));
}

/** The very next message counts without asking. */
function applyHint(draft: Draft, { channelId, seq, ord, fresh }: Extract<Event, { type: 'channel.hinted' }>): void {
  const before = draft.get(key.channel(channelId));
  const unread = draft.get(key.unread(channelId));
  if (!before || seq > before.seq || ord > before.ord) moveHead(draft, channelId, seq, ord);
  const isNext = before && seq === before.seq + 1 && ord === Math.max(before.ord, before.membership.readOrd) + 1;
  if (fresh && isNext && unread && !unread.stale && draft.get(key.unread(channelId))?.stale) {
    draft.set(key.unread(channelId), oneMore(unread, seq));
  }
  doubt(draft, channelId, seq);
}

/** A channel of one's own has come at least so far. */
export function moveHead(draft: Draft, channelId: string, seq: number, ord: number): void {
  const own = draft.get(key.channel(channelId));
  if (own) putOwn(draft, { ...own, seq: Math.max(own.seq, seq), ord: Math.max(own.ord, ord) });
}

/** A marker of another membership changes nothing: what that one is comes whole, with the next check. */
function moveMarker(draft: Draft, marker: MovedMarker): void {
  const own = draft.get(key.channel(marker.channelId));
  if (!own || own.membership.readVersion >= marker.readVersion || isOfLater(own, marker)) return;
  const { readSeq, readOrd, readVersion } = marker;
  putOwn(draft, { ...own, membership: { ...own.membership, readSeq, readOrd, readVersion } });
}

/** Whether a marker is of a membership that began after the one that is known: the news of leaving and coming back were lost. */
export const isOfLater = ({ membership }: OwnChannel, { readVersion }: MovedMarker): boolean =>
  readVersion > membership.readVersion && !isSameMembership(readVersion, membership.readVersion);
