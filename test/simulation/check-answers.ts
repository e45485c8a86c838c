import type { Output } from '../../protocol/contracts.ts';
import type { Event } from '../../protocol/events.ts';
import type { Item } from '../../lambdas/table/store.ts';
import { comesAndGoes } from './departures.ts';
import type { Exchange } from './exchange.ts';
import { type ChannelFacts, type Fact, insideOf, LAPSES_EARLY_MS, type Stay, staysOf } from './facts.ts';
import type { Scenario } from './scenario.ts';

/** G5: an answer of `sync.changes` is exactly what happened; a page of history is what it says it is. */
export function answersOf(channel: ChannelFacts, exchanges: readonly Exchange[]): string[] {
  return exchanges.flatMap((exchange) => {
    const { action, status } = exchange;
    if (status !== 200 || (action !== 'sync.changes' && action !== 'message.list')) return [];
    const input = exchange.input as { channelId: string; after: number };
    if (input.channelId !== channel.channelId) return [];
    return action === 'sync.changes'
      ? changesProblem(channel, input, exchange.output as Output<'sync.changes'>, exchange.at)
      : pageProblem(channel, exchange.output as Output<'message.list'>);
  });
}

function changesProblem(
  { facts }: ChannelFacts,
  { after }: { readonly after: number },
  { events, through, reset }: Output<'sync.changes'>,
  at: number,
): string[] {
  const isGone = ({ seq, keptUntil }: Fact): boolean => seq > after && keptUntil <= at + LAPSES_EARLY_MS;
  if (reset) return [...facts.values()].some(isGone) ? [] : [`G5: a reset after ${after}`];
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
export function removalsOf(scenario: Scenario, { channelId, facts }: ChannelFacts, before: readonly Item[]): string[] {
  const { world } = scenario;
  const { general, workspaceId } = world.place;
  const isPublic = channelId === general;
  if (isPublic && !comesAndGoes(world.seed)) return [];
  const { store, gateway } = world.backend;
  return world.people.flatMap(({ name, userId }) => {
    const inside = isPublic ? insideOf(store, { workspaceId, channelId }, userId) : [];
    const stays = [...staysOf(store, channelId, userId, before), ...inside];
    // A fetch goes by numbers: one from before the removal may have been committed after it. A push goes by commits.
    const mayKnow = (seq: number, at: number, how: string): boolean => {
      const since = facts.get(seq)?.commit ?? Infinity;
      const isTold = ({ end, endSeq }: Stay): boolean => end >= since || (how !== 'pushed' && seq < endSeq);
      return stays.some((stay) => isTold(stay) && stay.start <= at);
    };
    const pushed = gateway.posted
      .filter((posted) => posted.userId === userId)
      .flatMap(({ events, commit }) => numbersIn(events, channelId).map((seq) => ({ seq, at: commit, how: 'pushed' })));
    const fetched = world.exchanges
      .filter((exchange) => exchange.userId === userId && exchange.status === 200)
      .flatMap((exchange) => {
        const { action, commit } = exchange;
        return fetchedIn(exchange, channelId).map((seq) => ({ seq, at: commit, how: `answered by ${action}` }));
      });
    return [...pushed, ...fetched]
      .filter(({ seq, at, how }) => !mayKnow(seq, at, how))
      .map(({ seq, how }) => `G6: ${seq} was ${how} to ${name} after their removal`);
  });
}

function numbersIn(events: readonly Event[], channelId: string): number[] {
  return events.flatMap((event) =>
    event.type.startsWith('message.') && 'seq' in event && event.channelId === channelId ? [event.seq] : [],
  );
}

function fetchedIn(exchange: Exchange, channelId: string): number[] {
  if (exchange.action === 'sync.changes') {
    const { events } = exchange.output as Output<'sync.changes'>;
    return events.filter((event) => event.channelId === channelId).map(({ seq }) => seq);
  }
  if (exchange.action !== 'message.list') return [];
  const { messages } = exchange.output as Output<'message.list'>;
  return messages.filter((message) => message.channelId === channelId).map(({ lastSeq }) => lastSeq);
}
