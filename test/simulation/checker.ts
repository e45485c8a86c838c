import type { Output } from '../../protocol/contracts.ts';
import type { ReadMarker } from '../../protocol/read-marker.ts';
import { keys } from '../../lambdas/table/schema.ts';
import { textOf } from '../../lambdas/table/attributes.ts';
import type { Item } from '../../lambdas/table/store.ts';
import { key } from '../../web/src/store/state.ts';
import type { Exchange } from './exchange.ts';
import { answersOf, removalsOf } from './check-answers.ts';
import { viewOf } from './check-views.ts';
import { type ChannelFacts, factsOf, staysOf } from './facts.ts';
import type { Scenario } from './scenario.ts';
import type { SimStore } from './sim-store.ts';

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
      ...numbersOf(store, channel),
      ...acksOf(channel, world.exchanges),
      ...onceOf(channel),
      ...answersOf(channel, world.exchanges),
      ...removalsOf(scenario, channel, before),
    ]),
    ...channels.flatMap((channel) => authorsOf(scenario, channel, before)),
    ...writtenOf(scenario, channels),
    ...scenario.wrongCounts,
    ...backwardsOf(scenario),
    ...markersOf(world.exchanges),
    ...world.tabs().flatMap((tab) => channels.flatMap((channel) => viewOf(scenario, tab, channel))),
  ];
}

/** G3: every number has exactly one meaning. Where nobody is any more, nobody gives one to what a dead process left. */
function numbersOf(store: SimStore, { channelId, head, facts }: ChannelFacts): string[] {
  const { sk } = keys.channelMember(channelId, '');
  const isRead = store.all().some((item) => item.sk === sk);
  const all = Array.from({ length: isRead ? head.seq : 0 }, (_, index) => index + 1);
  const missing = all.filter((seq) => !facts.has(seq));
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

/** G6: who writes in a channel that one must be in, or changes what they wrote, is in it at that moment. */
function authorsOf({ world }: Scenario, { channelId, facts }: ChannelFacts, before: readonly Item[]): string[] {
  if (channelId === world.place.general) return [];
  const stays = new Map(
    world.people.map(({ userId }) => [userId, staysOf(world.backend.store, channelId, userId, before)]),
  );
  return [...facts.values()].flatMap(({ seq, kind, commit, message }) => {
    if (commit === 0 || !message || message.notice !== null) return [];
    const isIn = stays.get(message.author)?.some(({ start, end }) => start <= commit && commit < end);
    return isIn ? [] : [`G6: ${kind} ${seq} is of somebody who was not in the channel`];
  });
}

/** G7: a read marker goes back only for who puts something back to unread. */
function backwardsOf({ world, unreadAgain }: Scenario): string[] {
  return world.backend.store.log.flatMap(({ key: { sk }, before: was, after }) => {
    const [former, is] = [was?.['readSeq'], after?.['readSeq']];
    if (!after || typeof former !== 'number' || typeof is !== 'number' || is >= former) return [];
    const byWish = unreadAgain.has(textOf(after, 'userId'));
    return byWish ? [] : [`G7: the read marker ${sk} went back from ${former} to ${is}`];
  });
}

const MOVES: ReadonlySet<string> = new Set(['readMarker.move', 'socket.look']);

/** G7: a read marker that was answered stands where it was put, unless its owner also moved one back. */
function markersOf(exchanges: readonly Exchange[]): string[] {
  const moves = exchanges.filter(({ action, status }) => MOVES.has(action) && status === 200);
  const back = new Set(moves.filter(({ input }) => (input as { unread?: boolean }).unread).map(({ userId }) => userId));
  return moves.flatMap(({ userId, input, output }) => {
    if (back.has(userId)) return [];
    const { markers = [], read: asked = markers } = input as Readonly<
      Record<'markers' | 'read', readonly ReadMarker[] | undefined>
    >;
    return (output as Output<'readMarker.move'>).markers
      .filter(({ channelId, readSeq }) =>
        asked.some((marker) => marker.channelId === channelId && readSeq < marker.readSeq),
      )
      .map(({ readSeq }) => `G7: a read marker stayed at ${readSeq}`);
  });
}
