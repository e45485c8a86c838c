import type { ActionName, Input, Output } from '../../../protocol/contracts.ts';
import type { ChannelId, UserId, WorkspaceId } from '../../../protocol/ids.ts';
import type { Store } from '../store/store.ts';
import type { Environment } from './environment.ts';

/** Signing in and out. Every call throws a `Problem` (protocol/errors.ts) when it is refused or unreachable. */
export interface SessionCalls {
  register(input: Input<'session.register'>): Promise<Output<'session.register'>>;
  resendCode(registration: string): Promise<void>;
  confirm(registration: string, code: string): Promise<void>;
  logIn(email: string, password: string): Promise<void>;
  /** Logs out here: the cache, the outbox and the drafts of this account are wiped from this browser, in all tabs. */
  logOut(): Promise<void>;
  logOutEverywhere(): Promise<void>;
  forgotPassword(email: string): Promise<void>;
  resetPassword(email: string, code: string, password: string): Promise<void>;
  changePassword(current: string, next: string): Promise<void>;
}

/**
 * The client without its screens. Screens read `store` and call these functions; nothing else talks to the server.
 * What a call brings back is in the store before its promise resolves.
 */
export interface Engine {
  readonly store: Store;
  readonly session: SessionCalls;

  /** Restores the session and the cached state, connects, and keeps going until `stop`. */
  start(): Promise<void>;
  stop(): Promise<void>;

  /**
   * Any other action of the protocol (create, join, invite, rename …), over the socket or by HTTP.
   * @throws Problem; code `unavailable` with reason `offline` when the server was not reached
   */
  request<A extends ActionName>(action: A, input: Input<A>): Promise<Output<A>>;

  /** A conversation is on screen: loads it, keeps it live. @returns call it when the conversation leaves the screen */
  openChannel(channelId: ChannelId): () => void;
  /** One page further back; does nothing at the beginning. */
  loadOlder(channelId: ChannelId): Promise<void>;
  /** One page further on; does nothing at the live end. */
  loadNewer(channelId: ChannelId): Promise<void>;
  /** Replaces the timeline by the part around this number (permalink). */
  jumpTo(channelId: ChannelId, seq: number): Promise<void>;
  /** Replaces the timeline by the live end. */
  jumpToLatest(channelId: ChannelId): Promise<void>;

  /** Puts a message into the outbox and on screen at once. @returns its client message id */
  send(channelId: ChannelId, text: string): string;
  /** Tries a failed message again, under the same id. */
  retry(clientMessageId: string): void;
  /** Takes a failed message off the screen for good. */
  discard(clientMessageId: string): void;
  editMessage(channelId: ChannelId, seq: number, text: string): Promise<void>;
  deleteMessage(channelId: ChannelId, seq: number): Promise<void>;

  /** Everything on screen up to `seq` (the last loaded number without it) has been read. Batched, never moves back. */
  markRead(channelId: ChannelId, seq?: number): void;
  /** Makes this message the first unread one. */
  markUnread(channelId: ChannelId, seq: number): Promise<void>;

  /** Keeps the text of an unsent message; '' forgets it. */
  setDraft(draftKey: string, text: string): void;
  /** Keeps the presence of these people current. @returns how to stop */
  watchPresence(userIds: readonly UserId[]): () => void;
  /** Sees to it that `profile:<id>` of these people is in the store (batched; known ones cost nothing). */
  needProfiles(workspaceId: WorkspaceId, userIds: readonly UserId[]): void;
  /** The person came back or left: call on visibilitychange, focus and online. */
  attention(visible: boolean): void;
}

/** Builds the engine of one tab. Nothing happens before `start`. */
export function createEngine(_environment: Environment): Engine {
  throw new Error('not built yet');
}
