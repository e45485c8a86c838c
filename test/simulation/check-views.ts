import type { Message } from '../../protocol/message.ts';
import { toMembership, toMembershipRow } from '../../lambdas/table/channel-member.ts';
import { toChannel } from '../../lambdas/table/channel.ts';
import { keys } from '../../lambdas/table/schema.ts';
import { key } from '../../web/src/store/state.ts';
import { type ChannelFacts, messagesIn } from './facts.ts';
import type { Scenario } from './scenario.ts';
import type { Tab } from './tab.ts';

/** G4, G7: what a tab shows is what a fresh fetch would show. */
export function viewOf(scenario: Scenario, tab: Tab, { channelId, head, messages }: ChannelFacts): string[] {
  const { store } = tab.engine;
  const { backend } = scenario.world;
  const who = nameOf(scenario, tab);
  if (tab.isOld) return [];
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

/** G7: what is counted in channels that nobody looks at is what is unread there. */
export function countsOf(scenario: Scenario): string[] {
  const { backend, place } = scenario.world;
  return [place.general, place.secret, place.direct].flatMap((channelId) => {
    const messages = messagesIn(backend.store, channelId);
    return scenario.world.tabs().flatMap((tab) => {
      const own = tab.engine.store.get(key.channel(channelId));
      if (tab.isOld || !own) return [];
      const { count = 0, mentions = 0 } = tab.engine.store.get(key.unread(channelId)) ?? {};
      const unread = unreadOf(messages, own.membership.readSeq, tab.userId ?? '');
      return differ(`G7: ${nameOf(scenario, tab)}: unread in ${channelId}, unopened`, { count, mentions }, unread);
    });
  });
}

const nameOf = ({ world }: Scenario, { browser }: Tab): string =>
  `${world.people.find((person) => person.browser === browser)?.name}'s tab`;

function unreadOf(messages: readonly Message[], readSeq: number, me: string): { count: number; mentions: number } {
  const unread = messages.filter(
    ({ seq, author, deletedAt, notice }) => seq > readSeq && author !== me && deletedAt === null && notice === null,
  );
  const calling = unread.filter(({ mentions }) => mentions.channel || mentions.here || mentions.people.includes(me));
  return { count: unread.length, mentions: calling.length };
}

function differ(what: string, seen: unknown, expected: unknown): string[] {
  if (JSON.stringify(seen) === JSON.stringify(expected)) return [];
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
