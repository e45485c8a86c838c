import type { ActionName, Input, Output } from '../../../protocol/contracts.ts';
import type { Event } from '../../../protocol/events.ts';
import { base32 } from '../../../protocol/base32.ts';
import { applyTimeline, isChannelBehind } from '../store/apply-fetch.ts';
import { applyOutput, changesState } from '../store/apply-output.ts';
import { only } from '../store/draft.ts';
import { key, type Key, type Patch } from '../store/state.ts';
import type { Store } from '../store/store.ts';
import { isVisit } from '../store/visit.ts';
import { createCache, type Cache } from './cache.ts';
import { createCatchUp } from './catch-up.ts';
import { createConversations, type Conversations } from './conversations.ts';
import type { Core } from './core.ts';
import { deferred, openSafely } from './database.ts';
import type { Environment } from './environment.ts';
import { createHistory, type History } from './history.ts';
import { databaseOf } from './kept.ts';
import { openLink } from './link.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { createMemberCounter } from './member-counter.ts';
import { keepPresence } from './presence-keeper.ts';
import { createProfiles, type Profiles } from './profiles.ts';
import { createReadMarkers, type ReadMarkers } from './read-markers.ts';
import type { Grant, Session } from './session.ts';
import { createShown } from './shown.ts';
import { createSync } from './sync.ts';
import { openTabs, type TabMessage } from './tabs.ts';
import { createUnreadCounter } from './unread-counter.ts';
import { condemn, wipe, type Keeps } from './wiping.ts';

/** All that works for one logged-in person in one tab. */
export interface Account {
  readonly userId: string;
  readonly conversations: Conversations;
  readonly history: History;
  readonly outbox: Outbox;
  readonly readMarkers: ReadMarkers;
  readonly profiles: Profiles;
  request<A extends ActionName>(action: A, input: Input<A>): Promise<Output<A>>;
  setDraft(draftKey: string, text: string): void;
  watch(userIds: readonly string[]): () => void;
  attention(visible: boolean): void;
  networkLost(): void;
  renew(grant: Grant, askedAt: number): void;
  /** Stops everything. @param keeps what stays of the account on this device */
  close(keeps: Keeps): Promise<void>;
}

/** After these, channels are ours that their answers do not name. */
const BRINGS_CHANNELS: ReadonlySet<ActionName> = new Set(['workspace.create', 'invite.accept']);

/** @param first the conversation that is probably opened first: what is kept of it comes with the rest */
export function openAccount(
  env: Environment,
  store: Store,
  session: Session,
  userId: string,
  first: string | null,
): Account {
  const databaseName = databaseOf(userId);
  const database = deferred(openSafely(env, databaseName));
  const tab = base32(env.random.bytes(16));
  const shown = createShown();
  const watched = createShown();
  let visible = true;
  /** Until it is known, somebody may see on another device what was read here. */
  let elsewhere = true;
  /** Another tab was heard of since the last check, which knows of devices only. */
  let arrived = false;
  let closed = false;

  const core: Core = {
    env,
    store,
    userId,
    commit,
    request,
    ask: (action, input) => link.request(action, input),
    isLive: () => store.get('connection').phase === 'live',
    isClosed: () => closed,
  };
  const tabs = openTabs<TabMessage>(env.tabs(databaseName), heard);
  const post = (message: TabMessage): void => {
    if (!closed) tabs.post(message);
  };
  const cache: Cache = createCache(core, database);
  const outbox = createOutbox(core, database, post);
  const counter = createUnreadCounter(core, () => readMarkers.flush());
  const readMarkers = createReadMarkers(core, { learn, isAlone: () => !elsewhere });
  const members = createMemberCounter(core, shown);
  const catchUp = createCatchUp(core, shown.has, checkChannel);
  const presence = keepPresence(core, watched.all);
  const sync = createSync(core, {
    catchUp,
    shown: shown.all,
    watched: presence.due,
    heard: meet,
  });
  const link = openLink(
    { env, session, userId, tab, post },
    {
      phase: (connection) => commit({ connection }),
      live() {
        // First what was marked unread elsewhere, which is not to be taken back.
        void sync.live().then(readMarkers.flush);
        outbox.hurry();
        outbox.compare();
      },
      events: take,
      leading: outbox.leading,
      reach: catchUp.reach,
      caught: catchUp.take,
      carry: readMarkers.carry,
    },
  );

  function meet(isThere: boolean): void {
    if (isThere && !elsewhere) void readMarkers.flush();
    elsewhere = isThere || arrived;
    arrived = false;
  }

  const isVisited = (channelId: string): boolean => isVisit(store.get(key.channel(channelId)));

  /** Every change goes through here: on screen, onto this device, and to whoever acts on it. */
  function commit(patch: Patch): void {
    if (closed) return;
    store.apply(patch);
    const keys = Object.keys(patch) as Key[];
    cache.changed(keys);
    for (const name of keys) {
      if (name.startsWith('outbox:')) outbox.settle(name.slice('outbox:'.length));
      if (name.startsWith('unread:')) counter.look(name.slice('unread:'.length));
      if (name.startsWith('timeline:')) members.look(name.slice('timeline:'.length));
      if (name.startsWith('channel:')) conversations.changed(name.slice('channel:'.length));
      if (name.startsWith('sent:')) conversations.sent(name.slice('sent:'.length));
    }
  }

  function take(events: readonly Event[]): void {
    if (closed) return;
    if (events.some(({ type }) => type === 'session.ended')) void session.doubt();
    sync.take(events);
  }

  function learn<A extends ActionName>(action: A, input: Input<A>, output: Output<A>): void {
    // The other tabs hear of it first: what follows from it here tells them that its message is on its way no longer.
    if (changesState(action)) post({ kind: 'output', action, input, output });
    commit(applyOutput(store.state, action, input, output));
  }

  async function request<A extends ActionName>(action: A, input: Input<A>): Promise<Output<A>> {
    const output = await link.request(action, input);
    learn(action, input, output);
    if (BRINGS_CHANNELS.has(action)) await sync.check();
    return output;
  }

  const history = createHistory(core, (channelId) => {
    checkChannel(channelId);
    void catchUp.refresh(channelId, false);
  });

  /** A page of history may tell of a rename whose event never came. */
  function checkChannel(channelId: string): void {
    if (!isChannelBehind(store.state, channelId)) return;
    if (isVisited(channelId)) void conversations.visit(channelId, () => isVisited(channelId)).catch(() => undefined);
    else void sync.check();
  }

  function heard(message: TabMessage): void {
    if (closed) return;
    meet(true);
    arrived = true;
    // Typed where it was written, in the other tab.
    if (message.kind === 'output')
      commit(applyOutput(store.state, message.action, message.input as never, message.output as never));
    if (message.kind === 'draft') {
      cache.heardDraft(message.draftKey);
      commit(only(key.draft(message.draftKey), message.text || undefined));
    }
    outbox.heard(message);
    link.heard(message);
  }

  function need(): Promise<void> {
    // Who only looks at a channel is told of nothing.
    const open = shown.all().filter((channelId) => !isVisited(channelId));
    link.need({ open, watched: watched.all(), visible });
    return link.settled();
  }

  const conversations = createConversations({
    core,
    cache,
    catchUp,
    shown,
    turn(channelId) {
      readMarkers.turn(channelId);
      members.look(channelId);
    },
    left(channelId) {
      history.left(channelId);
      members.left(channelId);
    },
    look: need,
  });

  async function begin(): Promise<void> {
    const checked = sync.check();
    const { patch, read, timeline } = await cache.restore(first);
    sync.kept(patch.channelIds ?? []);
    commit(patch);
    if (first !== null && timeline && !store.get(key.timeline(first)))
      commit(applyTimeline(store.state, first, timeline));
    void readMarkers.resume(read, checked);
    // What was read at first may have been read before this tab heard of what others write.
    await Promise.all([outbox.restore(), cache.look()]);
  }

  void begin();
  return {
    userId,
    conversations,
    history,
    outbox,
    readMarkers,
    profiles: createProfiles(core),
    request,
    setDraft(draftKey, text) {
      commit(only(key.draft(draftKey), text || undefined));
      cache.saveDraft(draftKey, text);
      post({ kind: 'draft', draftKey, text });
    },
    watch(userIds) {
      for (const one of userIds) watched.add(one);
      void need();
      return () => {
        for (const one of userIds) watched.remove(one);
        if (!closed) void need();
      };
    },
    attention(now) {
      const came = now && !visible;
      visible = now;
      if (came) conversations.again();
      if (now) {
        link.hurry();
        // A tab may have closed between keeping a message and telling of it.
        void outbox.restore();
      }
      void need();
      sync.attention(now);
      presence.attention(now);
      if (now) return;
      // The look that tells of it is under way by then, and carries what was read.
      void readMarkers.flush();
      void cache.flush();
    },
    networkLost: link.networkLost,
    renew: link.renew,
    async close(keeps) {
      if (keeps !== 'all') condemn(env, databaseName, keeps);
      link.stop();
      sync.stop();
      presence.stop();
      if (keeps === 'all') await cache.flush();
      closed = true;
      tabs.close();
      if (keeps === 'own') {
        await cache.keepDrafts();
        // Another tab that did the same may have ended meanwhile, before what this one wrote last was there.
        condemn(env, databaseName, keeps);
      }
      database.close();
      await wipe(env, databaseName).catch(() => undefined);
    },
  };
}
