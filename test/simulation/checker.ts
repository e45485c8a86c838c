import type { Output } from '../../protocol/contracts.ts';
import type { Event } from '../../protocol/events.ts';
import type { Message } from '../../protocol/message.ts';
import type { ReadMarker } from '../../protocol/read-marker.ts';
import { isUnread } from '../../lambdas/domain/unread.ts';
import { calls } from '../../lambdas/domain/mentions.ts';
import type { Item } from '../../lambdas/table/store.ts';
import { keys } from '../../lambdas/table/schema.ts';
import { toChannel } from '../../lambdas/table/channel.ts';
import { toMembership, toMembershipRow } from '../../lambdas/table/channel-member.ts';
import { key } from '../../web/src/store/state.ts';
import type { Exchange, Tab } from './browser.ts';
import { type ChannelFacts, factsOf, type Stay, staysOf } from './facts.ts';
import type { Scenario } from './scenario.ts';

/** What the promises say about a finished run. Each problem names the promise that it breaks. */
export function problemsOf(scenario: Scenario, before: readonly Item[]): readonly string[] {
  const { world } = scenario;
  const { store } = world.backend;
  const { general, secret, direct } = world.place;
  const channels = [general, secret, direct].map((channelId) => factsOf(store, channelId, before));
  const unlevel = scenario.healedAfter === null ? world.tabs().map((tab) => scenario.unsettled(tab)) : [];
  return [
    ...(scenario.healedAfter === null ? [`G8: never level again: ${unlevel.join('; ')}`] : []),
    ...world.backend.errors.map((error) => `a function failed: ${error}`),
    ...channels.flatMap((channel) => [
      ...channel.problems,
      ...numbersOf(channel),
      ...acksOf(channel, world.exchanges),
      ...onceOf(channel),
      ...answersOf(channel, world.exchanges),
      ...removalsOf(scenario, channel, before),
    ]),
    ...writtenOf(scenario, channels),
    ...markersOf(world.exchanges),
    ...world.tabs().flatMap((tab) => channels.flatMap((channel) => viewOf(scenario, tab, channel))),
  ];
}

/** G3: every number has exactly one meaning. */
function numbersOf({ head, facts }: ChannelFacts): string[] {
  const missing = Array.from({ length: head.seq }, (_, index) => index + 1).filter((seq) => !facts.has(seq));
  const beyond = [...facts.keys()].filter((seq) => seq > head.seq);
  const half = [...facts.values()].filter(({ kind, items }) => kind === 'void' && items !== 2);
  return [
    ...half.map(({ seq }) => `G3: number ${seq} is only half void`),
    ...(missing.length > 0 ? [`G3: numbers without meaning: ${missing.join(', ')} of ${head.seq}`] : []),
    ...(beyond.length > 0 ? [`G3: numbers beyond the head: ${beyond.join(', ')}`] : []),
  ];
}

const isAck = ({ action, status }: Exchange): boolean => action === 'message.send' && status === 200;

/** G1: what was acknowledged stands, under the number that was told. */
function acksOf({ channelId, facts, messages }: ChannelFacts, exchanges: readonly Exchange[]): string[] {
  return exchanges.filter(isAck).flatMap(({ output }) => {
    const { message } = output as Output<'message.send'>;
    if (message.channelId !== channelId) return [];
    const stored = messages.find(({ seq }) => seq === message.seq);
    const matches = stored?.clientMessageId === message.clientMessageId && stored.author === message.author;
    return matches
      ? []
      : [`G1: ${message.text} was acknowledged as ${message.seq}, where ${facts.get(message.seq)?.kind} stands`];
  });
}

/** G2: one message per author and client message id. */
function onceOf({ messages }: ChannelFacts): string[] {
  const groups = Map.groupBy(
    messages.filter(({ notice }) => notice === null),
    ({ author, clientMessageId }) => `${author}/${clientMessageId}`,
  );
  return [...groups.values()]
    .filter((group) => group.length > 1)
    .map((group) => `G2: ${group[0]?.text} stands ${group.length} times`);
}

/** G1 from the writer's side: what was on their disk arrived, or is refused before their eyes. */
function writtenOf(scenario: Scenario, channels: readonly ChannelFacts[]): string[] {
  const { world, written } = scenario;
  return written.flatMap(({ userId, channelId, clientMessageId, text }) => {
    const { messages = [] } = channels.find((channel) => channel.channelId === channelId) ?? {};
    if (messages.some((message) => message.author === userId && message.clientMessageId === clientMessageId)) return [];
    const person = world.people.find((one) => one.userId === userId);
    const isRefused = person?.browser.tabs.some((tab) =>
      tab.engine.store
        .get(key.outbox(channelId))
        ?.some((outgoing) => outgoing.clientMessageId === clientMessageId && outgoing.status === 'failed'),
    );
    return isRefused || !person?.browser.kept.has(clientMessageId) ? [] : [`G1: ${text} was lost`];
  });
}

/** G7: a read marker that was answered stands where it was put, unless its owner also moved one back. */
function markersOf(exchanges: readonly Exchange[]): string[] {
  const moves = exchanges.filter(({ action, status }) => action === 'readMarker.move' && status === 200);
  const back = new Set(moves.filter(({ input }) => (input as { unread?: boolean }).unread).map(({ userId }) => userId));
  return moves.flatMap(({ userId, input, output }) => {
    if (back.has(userId)) return [];
    const asked = (input as { markers: readonly ReadMarker[] }).markers;
    return (output as Output<'readMarker.move'>).markers
      .filter(({ channelId, readSeq }) =>
        asked.some((marker) => marker.channelId === channelId && readSeq < marker.readSeq),
      )
      .map(({ readSeq }) => `G7: a read marker stayed at ${readSeq}`);
  });
}

/** G5: an answer of `sync.changes` is exactly what happened; a page of history is what it says it is. */
function answersOf(channel: ChannelFacts, exchanges: readonly Exchange[]): string[] {
  return exchanges.flatMap(({ action, status, input, output }) => {
    if (status !== 200 || (input as { channelId?: string }).channelId !== channel.channelId) return [];
    if (action === 'sync.changes')
      return changesProblem(channel, input as { after: number }, output as Output<'sync.changes'>);
    if (action === 'message.list') return pageProblem(channel, output as Output<'message.list'>);
    return [];
  });
}

function changesProblem(
  { facts }: ChannelFacts,
  { after }: { readonly after: number },
  { events, through, reset }: Output<'sync.changes'>,
): string[] {
  if (reset) return [`G5: a reset after ${after}`];
  const all = [...facts.values()].filter(({ seq, kind }) => seq > after && seq <= through && kind !== 'void');
  const expected = all.map(({ seq }) => seq).toSorted((a, b) => a - b);
  const told = events.map(({ seq }) => seq);
  return told.join() === expected.join()
    ? []
    : [`G5: changes after ${after} through ${through}: ${told.join()}, not ${expected.join()}`];
}

function pageProblem({ facts, messages: truth }: ChannelFacts, page: Output<'message.list'>): string[] {
  const { messages, through, hasBefore, hasAfter } = page;
  const low = hasBefore ? (messages[0]?.seq ?? Infinity) : 0;
  const high = hasAfter ? (messages.at(-1)?.seq ?? 0) : through;
  const expected = truth.filter(({ seq }) => seq >= low && seq <= Math.min(high, through)).map(({ seq }) => seq);
  const told = messages.map(({ seq }) => seq);
  const changes = [...facts.values()].filter(({ kind, seq }) => kind === 'change' && seq <= through);
  const late = messages.filter((message) =>
    changes.some((change) => change.message?.seq === message.seq && change.seq > message.lastSeq),
  );
  return [
    ...(told.join() === expected.join()
      ? []
      : [`G5: a page through ${through} has ${told.join()}, not ${expected.join()}`]),
    ...late.map(({ seq }) => `G5: a page through ${through} has an old state of ${seq}`),
  ];
}

/** G6: nothing that came to be after a person was taken out reaches them, unless they are in again. */
function removalsOf(scenario: Scenario, { channelId, facts }: ChannelFacts, before: readonly Item[]): string[] {
  const { world } = scenario;
  if (channelId === world.place.general) return [];
  const { store, gateway } = world.backend;
  return world.people.flatMap(({ name, userId }) => {
    const stays = staysOf(store, channelId, userId, before);
    // A fetch goes by numbers: one from before the removal may have been committed after it. A push goes by commits.
    const mayKnow = (seq: number, at: number, how: string): boolean => {
      const since = facts.get(seq)?.commit ?? Infinity;
      const isTold = ({ end, endSeq }: Stay): boolean => end >= since || (how !== 'pushed' && seq < endSeq);
      return stays.some((stay) => isTold(stay) && stay.start <= at);
    };
    const pushed = gateway.posted
      .filter((posted) => posted.userId === userId && posted.frame.startsWith('{"events"'))
      .flatMap(({ frame, commit }) => numbersIn(frame, channelId).map((seq) => ({ seq, at: commit, how: 'pushed' })));
    const fetched = world.exchanges
      .filter((exchange) => exchange.userId === userId && exchange.status === 200)
      .flatMap(({ action, output, commit }) =>
        fetchedIn(action, output, channelId).map((seq) => ({ seq, at: commit, how: `answered by ${action}` })),
      );
    return [...pushed, ...fetched]
      .filter(({ seq, at, how }) => !mayKnow(seq, at, how))
      .map(({ seq, how }) => `G6: ${seq} was ${how} to ${name} after their removal`);
  });
}

function numbersIn(frame: string, channelId: string): number[] {
  const { events } = JSON.parse(frame) as { events: readonly Event[] };
  return events.flatMap((event) =>
    event.type.startsWith('message.') && 'seq' in event && event.channelId === channelId ? [event.seq] : [],
  );
}

function fetchedIn(action: string, output: unknown, channelId: string): number[] {
  if (action === 'sync.changes') {
    const { events } = output as Output<'sync.changes'>;
    return events.filter((event) => event.channelId === channelId).map(({ seq }) => seq);
  }
  if (action !== 'message.list') return [];
  const { messages } = output as Output<'message.list'>;
  return messages.filter((message) => message.channelId === channelId).map(({ lastSeq }) => lastSeq);
}

/** G4, G7: what a tab shows is what a fresh fetch would show. */
function viewOf({ world }: Scenario, tab: Tab, { channelId, head, messages }: ChannelFacts): string[] {
  const { store } = tab.engine;
  const { backend } = world;
  const who = `${world.people.find(({ browser }) => browser === tab.browser)?.name}'s tab`;
  const item = backend.store.get(keys.channelMember(channelId, tab.userId ?? ''));
  const own = store.get(key.channel(channelId));
  const timeline = store.get(key.timeline(channelId));
  if (!item) return own || timeline ? [`G7: ${who} still has a channel of others`] : [];
  if (!own || !timeline) return [`G7: ${who} lacks a channel`];
  const shown = messages.filter(({ seq }) => seq >= timeline.from);
  const expected = { channel: toChannel(head), membership: toMembership(toMembershipRow(item)), seq: head.seq };
  const seen = { channel: own.channel, membership: own.membership, seq: own.seq };
  const unread = unreadOf(messages, own.membership.readSeq, tab.userId ?? '');
  const counted = store.get(key.unread(channelId));
  return [
    ...differ(`G7: ${who}: channel`, seen, expected),
    ...differ(`G7: ${who}: through`, { to: timeline.to, through: timeline.through }, { to: null, through: head.seq }),
    ...differ(`G4: ${who}: messages`, timeline.messages, shown),
    ...differ(`G7: ${who}: unread`, { count: counted?.count, mentions: counted?.mentions }, unread),
  ];
}

function unreadOf(messages: readonly Message[], readSeq: number, me: string): { count: number; mentions: number } {
  const unread = messages.filter((message) => message.seq > readSeq && isUnread(message, me));
  return { count: unread.length, mentions: unread.filter((message) => calls(message.mentions, me)).length };
}

function differ(what: string, seen: unknown, expected: unknown): string[] {
  const [is, should] = [stable(seen), stable(expected)];
  return is === should ? [] : [`${what}: ${is} instead of ${should}`];
}

/** JSON with sorted names. */
const stable = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
