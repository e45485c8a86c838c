import type { Message } from '../../../protocol/message.ts';
import type { OwnChannel } from '../../../protocol/channel.ts';
import type { ErrorBody } from '../../../protocol/errors.ts';
import type { ChannelId, UserId } from '../../../protocol/ids.ts';
import type { Presence } from '../../../protocol/presence.ts';
import type { Me, Profile } from '../../../protocol/profile.ts';
import type { Workspace } from '../../../protocol/workspace.ts';

/** Whether someone is logged in on this browser; `unknown` until the first answer (a cached account counts as `in`). */
export interface SessionState {
  readonly phase: 'unknown' | 'in' | 'out';
  readonly userId: UserId | null;
  readonly sessionId: string | null;
  /** Logged out without asking for it: the session was ended elsewhere or expired. */
  readonly ended: boolean;
}

/** The live connection. `nextTryAt` (milliseconds UTC) is set while waiting to reconnect. */
export interface Connection {
  readonly phase: 'offline' | 'connecting' | 'live' | 'outdated';
  readonly nextTryAt: number | null;
}

/**
 * A part of a channel's history without holes: every message numbered from `from` to `to` is in `messages`
 * (ascending), in the state that includes every change up to `through`.
 */
export interface Timeline {
  readonly messages: readonly Message[];
  /** 0 when the beginning of the channel is loaded. */
  readonly from: number;
  /** null when the timeline reaches the live end; else there are later messages to load. */
  readonly to: number | null;
  readonly through: number;
  /** Numbers beyond a gap that came as events and are applied; ascending, all above `through + 1`. */
  readonly ahead: readonly number[];
}

/** What is being fetched for a conversation, and the last refusal. */
export interface Paging {
  readonly older: boolean;
  readonly newer: boolean;
  readonly latest: boolean;
  readonly error: ErrorBody | null;
}

export const IDLE: Paging = { older: false, newer: false, latest: false, error: null };

/** How far was read here, while the server has not confirmed it. */
export interface Reading {
  readonly readSeq: number;
  readonly readOrd: number;
}

/** What is really unread, as far as known: `stale` while a fresh count is on its way. Counts stop at 100. */
export interface Unread {
  readonly count: number;
  readonly mentions: number;
  readonly stale: boolean;
  /** Messages up to this number are counted: one that is told of only now, and lies behind it, is not. */
  readonly through: number;
}

/** How many people are in a channel with a name. */
export interface Members {
  readonly count: number;
  /** All who came and went up to this number of the channel are counted. */
  readonly through: number;
}

/** An own message on its way. It keeps its `clientMessageId`, and so its row key, for ever. */
export interface Outgoing {
  readonly clientMessageId: string;
  readonly channelId: ChannelId;
  readonly text: string;
  /** Milliseconds UTC on this device; decides the order among outgoing messages, never among sent ones. */
  readonly createdAt: number;
  readonly status: 'pending' | 'sending' | 'failed';
  /** Set when `failed`: what the person can do about it; and when `pending` because messages go out too fast. */
  readonly error: ErrorBody | null;
}

/** Everything the screens show, by key: `channel:…`, `timeline:…` and so on hold one thing each. */
export interface State {
  readonly session: SessionState;
  readonly connection: Connection;
  /** `none`: nothing to show yet; `cached`: last known state, perhaps old; `fresh`: fetched in this session. */
  readonly start: 'none' | 'cached' | 'fresh';
  readonly me: Me | null;
  readonly workspaces: readonly Workspace[];
  /** Own channels, unordered; a new array whenever a channel comes, goes, or changes its name or archive state. */
  readonly channelIds: readonly ChannelId[];
  /** One's own channels, and the visits (`visit.ts`), which `channelIds` does not name. */
  readonly [channel: `channel:${string}`]: OwnChannel | undefined;
  readonly [timeline: `timeline:${string}`]: Timeline | undefined;
  readonly [paging: `paging:${string}`]: Paging | undefined;
  readonly [unread: `unread:${string}`]: Unread | undefined;
  readonly [reading: `reading:${string}`]: Reading | undefined;
  /** Outgoing messages of a channel in the order in which they were written. */
  readonly [outbox: `outbox:${string}`]: readonly Outgoing[] | undefined;
  /** Own messages by number, of a channel on screen, that were confirmed beyond what is here of it; a part that reaches them takes them in. */
  readonly [sent: `sent:${string}`]: readonly Message[] | undefined;
  /** Text of an unsent message by draft key (a channel id, later also a thread). */
  readonly [draft: `draft:${string}`]: string | undefined;
  readonly [profile: `profile:${string}`]: Profile | undefined;
  readonly [members: `members:${string}`]: Members | undefined;
  /** Name of a public channel that the person was told of without being in it. */
  readonly [named: `named:${string}`]: string | undefined;
  readonly [presence: `presence:${string}`]: Presence | undefined;
}

export type Key = keyof State;
/** New values by key; `undefined` takes a key away. */
export type Patch = { readonly [K in Key]?: State[K] | undefined };

/** Keys of the state, one function per kind. */
export const key = {
  channel: (channelId: string) => `channel:${channelId}` as const,
  timeline: (channelId: string) => `timeline:${channelId}` as const,
  paging: (channelId: string) => `paging:${channelId}` as const,
  unread: (channelId: string) => `unread:${channelId}` as const,
  reading: (channelId: string) => `reading:${channelId}` as const,
  outbox: (channelId: string) => `outbox:${channelId}` as const,
  sent: (channelId: string) => `sent:${channelId}` as const,
  draft: (draftKey: string) => `draft:${draftKey}` as const,
  profile: (userId: string) => `profile:${userId}` as const,
  members: (channelId: string) => `members:${channelId}` as const,
  named: (channelId: string) => `named:${channelId}` as const,
  presence: (userId: string) => `presence:${userId}` as const,
} as const;

export const INITIAL: State = {
  session: { phase: 'unknown', userId: null, sessionId: null, ended: false },
  connection: { phase: 'connecting', nextTryAt: null },
  start: 'none',
  me: null,
  workspaces: [],
  channelIds: [],
};
