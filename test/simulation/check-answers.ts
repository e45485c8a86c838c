import type { Output } from '../../protocol/contracts.ts';
import type { Event } from '../../protocol/events.ts';
import type { Item } from '../../lambdas/table/store.ts';
import type { Exchange } from './browser.ts';
import { type ChannelFacts, type Stay, staysOf } from './facts.ts';
import type { Scenario } from './scenario.ts';

/** G5: an answer of `sync.changes` is exactly what happened; a page of history is what it says it is. */
export function answersOf(channel: ChannelFacts, exchanges: readonly Exchange[]): string[] {
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
export function removalsOf(scenario: Scenario, { channelId, facts }: ChannelFacts, before: readonly Item[]): string[] {
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
