import type { ActionName, Input, Output } from '../../../protocol/contracts.ts';
import type { ChannelId, UserId, WorkspaceId } from '../../../protocol/ids.ts';
import { needsToken } from '../../../protocol/routing.ts';
import { createStore, type Store } from '../store/store.ts';
import { openAccount, type Account } from './account.ts';
import type { Environment } from './environment.ts';
import type { Call } from './post-action.ts';
import { loggedOut } from './problems.ts';
import { createSession, type Session } from './session.ts';
import { wipe } from './wiping.ts';

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

  /**
   * Restores the session and the cached state, connects, and keeps going until `stop`. What is kept of the conversation `first`, which is
   * probably opened at once, is there with the rest. Resolves when it is known who is logged in.
   */
  start(first?: ChannelId | null): Promise<void>;
  stop(): Promise<void>;

  /**
   * Any other action of the protocol (create, join, invite, rename …), over the socket or by HTTP.
   * @throws Problem; code `unavailable` with reason `offline` when the server was not reached
   */
  request<A extends ActionName>(action: A, input: Input<A>): Promise<Output<A>>;

  /** A conversation is on screen: loads it, keeps it live. @returns call it when the conversation leaves the screen */
  openChannel(channelId: ChannelId): () => void;
  /**
   * A public channel that the person is not in is in the store from here on, until it leaves the screen: it can be read, nothing of it
   * is pushed, and it is not among `channelIds`. When they join it goes on as their own.
   * @param isWanted whether it will still come on screen, asked when it may be looked at
   */
  visit(channelId: ChannelId, isWanted: () => boolean): Promise<void>;
  /** One page further back; does nothing at the beginning. */
  loadOlder(channelId: ChannelId): Promise<void>;
  /** One page further on; does nothing at the live end. */
  loadNewer(channelId: ChannelId): Promise<void>;
  /** Replaces the timeline by the part around this number (permalink). */
  jumpTo(channelId: ChannelId, seq: number): Promise<void>;
  /** Replaces the timeline by the live end. */
  jumpToLatest(channelId: ChannelId): Promise<void>;
  /** What is on screen: a long timeline lets go of what is far from it. */
  trim(channelId: ChannelId, first: number, last: number): void;

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
  /** The device says that it has no network: what is still open only looks alive. */
  networkLost(): void;
}

/** Builds the engine of one tab. Nothing happens before `start`. */
export function createEngine(env: Environment): Engine {
  const store = createStore();
  let account: Account | null = null;
  let opening: ChannelId | null = null;
  const session = createSession(env, store, {
    granted: (grant, askedAt) => account?.renew(grant, askedAt),
    changed(userId, ended) {
      void account?.close(ended ? 'own' : 'none');
      store.clear();
      account = userId === null ? null : openAccount(env, store, session, userId, opening);
    },
  });

  function mine(): Account {
    if (!account) throw loggedOut();
    return account;
  }

  async function request<A extends ActionName>(action: A, input: Input<A>): Promise<Output<A>> {
    if (!needsToken(action)) return session.callOpenly(action, input);
    return mine().request(action, input);
  }

  return {
    store,
    session: sessionCalls(session, request),
    start(first = null) {
      opening = first;
      void wipe(env).catch(() => undefined);
      return session.restore();
    },
    async stop() {
      session.stop();
      await account?.close('all');
    },
    request,
    openChannel: (channelId) => mine().conversations.open(channelId),
    visit: (channelId, isWanted) => mine().conversations.visit(channelId, isWanted),
    loadOlder: (channelId) => mine().history.loadOlder(channelId),
    loadNewer: (channelId) => mine().history.loadNewer(channelId),
    jumpTo: (channelId, seq) => mine().history.jumpTo(channelId, seq),
    jumpToLatest: (channelId) => mine().history.jumpToLatest(channelId),
    trim: (channelId, first, last) => mine().history.trim(channelId, first, last),
    send: (channelId, text) => mine().outbox.send(channelId, text),
    retry: (clientMessageId) => mine().outbox.retry(clientMessageId),
    discard: (clientMessageId) => mine().outbox.discard(clientMessageId),
    async editMessage(channelId, seq, text) {
      await request('message.edit', { channelId, seq, text });
    },
    async deleteMessage(channelId, seq) {
      await request('message.delete', { channelId, seq });
    },
    markRead: (channelId, seq) => mine().readMarkers.markRead(channelId, seq),
    markUnread: (channelId, seq) => mine().readMarkers.markUnread(channelId, seq),
    setDraft: (draftKey, text) => mine().setDraft(draftKey, text),
    watchPresence: (userIds) => mine().watch(userIds),
    needProfiles: (workspaceId, userIds) => mine().profiles.need(workspaceId, userIds),
    attention: (visible) => account?.attention(visible),
    networkLost: () => account?.networkLost(),
  };
}

function sessionCalls(session: Session, request: Call): SessionCalls {
  return {
    register: (input) => request('session.register', input),
    async resendCode(registration) {
      await request('session.resendCode', { registration });
    },
    async confirm(registration, code) {
      await request('session.confirm', { registration, code });
    },
    logIn: session.logIn,
    logOut: session.logOut,
    logOutEverywhere: () => session.leave(() => request('session.logOutEverywhere', {})),
    async forgotPassword(email) {
      await request('session.forgotPassword', { email });
    },
    async resetPassword(email, code, password) {
      await request('session.resetPassword', { email, code, password });
    },
    async changePassword(current, next) {
      await request('session.changePassword', { current, next });
    },
  };
}
