import type { Event, EventType } from '../../../protocol/events.ts';
import type { FrameDown } from '../../../protocol/frames.ts';
import { ERROR, field, isLike, isObject } from './likeness.ts';

/** Examples of what an event must hold: names and types, not values. The schemas themselves would be a third of the page. */
const PROFILE = { userId: '', displayName: '', title: '', timeZone: '' };
const CHANNEL = {
  channelId: '',
  workspaceId: '',
  kind: '',
  name: '',
  topic: '',
  purpose: '',
  createdBy: '',
  people: [''],
  archived: true,
  general: true,
  createdAt: 0,
  lastSeq: 0,
};
const MEMBERSHIP = { role: '', joinedAt: 0, readSeq: 0, readOrd: 0, readVersion: 0 };
const MENTIONS = { people: [''], channel: true, here: true };
const MESSAGE = {
  channelId: '',
  author: '',
  clientMessageId: '',
  text: '',
  mentions: MENTIONS,
  seq: 0,
  ord: 0,
  createdAt: 0,
  lastSeq: 0,
};
const CHANGE = { channelId: '', seq: 0, message: MESSAGE };
const MARKER = { channelId: '', readSeq: 0, readOrd: 0, readVersion: 0 };

const EVENTS: Readonly<Record<EventType, object>> = {
  'message.posted': CHANGE,
  'message.edited': CHANGE,
  'message.deleted': CHANGE,
  'channel.hinted': { channelId: '', seq: 0, ord: 0 },
  'channel.tipped': { channelId: '', seq: 0, ord: 0 },
  'membership.started': { own: { channel: CHANNEL, membership: MEMBERSHIP, seq: 0, ord: 0 } },
  'membership.ended': { channelId: '' },
  'readMarker.moved': { marker: MARKER },
  'presence.changed': { presence: { userId: '', state: '', until: 0 } },
  'profile.changed': { profile: PROFILE },
  'me.changed': { me: { ...PROFILE, email: '', operator: true } },
  'workspace.changed': { workspace: { workspaceId: '', name: '', role: '', generalChannelId: '' } },
  'workspace.left': { workspaceId: '' },
  'session.ended': { userId: '' },
};

const NOTICES: Readonly<Record<string, object>> = {
  joined: { people: [''] },
  added: { people: [''] },
  removed: { people: [''] },
  renamed: { from: '', to: '' },
  topic: { to: '' },
  purpose: { to: '' },
};

const isTimeOrNull = (value: unknown): boolean => value === null || typeof value === 'number';
const isNotice = (value: unknown): boolean =>
  value === null || (isLike({ what: '' }, value) && isLike(NOTICES[String(field(value, 'what'))] ?? {}, value));

function isEvent(value: unknown): value is Event {
  const type = field(value, 'type');
  const example = typeof type === 'string' && Object.hasOwn(EVENTS, type) ? EVENTS[type as EventType] : undefined;
  if (!example || !isLike(example, value)) return false;
  const channel = field(value, 'channel');
  if (channel !== undefined && !isLike(CHANNEL, channel)) return false;
  const message = field(value, 'message');
  if (message === undefined) return true;
  return (
    [field(message, 'editedAt'), field(message, 'deletedAt')].every(isTimeOrNull) && isNotice(field(message, 'notice'))
  );
}

function isReply(value: object): boolean {
  const [id, ok] = [field(value, 'id'), field(value, 'ok')];
  if (id !== null && typeof id !== 'string') return false;
  return ok === true || (ok === false && isLike(ERROR, field(value, 'error')));
}

/**
 * A frame of the server; null for what is none. An event that is not as the protocol says is left out: it must not reach the
 * screen, and what it told is fetched when it is missed. What a newer server adds does no harm.
 */
export function readFrame(text: string): FrameDown | null {
  const value = parsed(text);
  if (!isObject(value)) return null;
  const events = field(value, 'events');
  if (Array.isArray(events)) return { events: events.filter(isEvent) };
  return isReply(value) ? (value as FrameDown) : null;
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return null;
  }
}
