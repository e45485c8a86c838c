import type { Message } from '../../protocol/message.ts';
import { fitting, PAGE_BYTES } from '../domain/budget.ts';
import { unbroken } from '../domain/sequence.ts';
import type { Scope } from '../ports/index.ts';
import type { ChannelHead } from '../table/channel.ts';
import { inOrder, readNumbers, type SequenceEntry } from '../table/entry.ts';
import { isVoid, toMessage } from '../table/message.ts';
import {
  latestChanges,
  latestMessages,
  messagesBefore,
  messagesIn,
  numberIn,
  type Stretch,
} from '../table/sequence.ts';
import { provenSettled, raiseWatermark, voidHoles } from './settle.ts';

/** Which page: the latest, or before, after or around a number. */
export interface Place {
  readonly before?: number | undefined;
  readonly after?: number | undefined;
  readonly around?: number | undefined;
}

export interface History {
  readonly messages: Message[];
  readonly through: number;
  readonly hasBefore: boolean;
  readonly hasAfter: boolean;
}

/** What one round trip read: older messages descending, newer ones ascending, and the latest changes. */
export interface RawPage {
  readonly older: Stretch;
  readonly newer: Stretch;
  readonly changes: Stretch;
}

/** Changes that the latest page reads along: usually all behind the watermark. */
const CHANGES_ALONG = 40;
const NOTHING: Stretch = { items: [], complete: true };
const UNREAD: Stretch = { items: [], complete: false };

/** Reads a page without judging it: in one round trip, beside the permission check. */
export async function readPage({ store }: Scope, channelId: string, place: Place, limit: number): Promise<RawPage> {
  const last = Number.MAX_SAFE_INTEGER;
  if (place.around !== undefined) {
    const half = Math.ceil(limit / 2);
    const [older, newer] = await Promise.all([
      messagesBefore(store, channelId, place.around + 1, half),
      messagesIn(store, channelId, place.around, last, limit - half + 1),
    ]);
    return { older, newer, changes: UNREAD };
  }
  if (place.after !== undefined) {
    const newer = await messagesIn(store, channelId, place.after, last, limit);
    return { older: { items: [], complete: place.after === 0 }, newer, changes: UNREAD };
  }
  if (place.before !== undefined) {
    const older = await messagesBefore(store, channelId, place.before, limit);
    return { older, newer: UNREAD, changes: UNREAD };
  }
  const [older, changes] = await Promise.all([
    latestMessages(store, channelId, limit),
    latestChanges(store, channelId, CHANGES_ALONG),
  ]);
  return { older, newer: NOTHING, changes };
}

/** Makes a page of what was read: nothing beyond an unsettled number, every change up to `through` included. */
export async function historyOf(
  scope: Scope,
  head: ChannelHead,
  page: RawPage,
  again: () => Promise<RawPage>,
): Promise<History> {
  const proven = provenSettled(head, scope.now);
  const entries = await entriesBehind(scope, head, page, proven);
  const through = unbroken(proven, entries);
  const top = Math.max(head.seq, entries.at(-1)?.seq ?? 0);
  const span = { after: through, to: top, all: false };
  if (through < top && (await voidHoles(scope, head.channelId, span, entries)) > 0) {
    const { older, newer, changes } = await again();
    const renewed = await entriesBehind(scope, head, { older, newer, changes }, proven);
    return shown({ older, newer, changes }, renewed, unbroken(proven, renewed));
  }
  scope.after(() => raiseWatermark(scope, head, through));
  return shown(page, entries, through);
}

/** Everything behind the watermark, ascending: what the page read anyway, and the rest where it did not reach. */
async function entriesBehind(
  { store }: Scope,
  head: ChannelHead,
  { older, newer, changes }: RawPage,
  proven: number,
): Promise<readonly SequenceEntry[]> {
  const read = [...older.items, ...newer.items, ...changes.items];
  const highest = Math.max(...read.map(numberIn), 0);
  const isLatest = newer === NOTHING;
  if (!isLatest && highest <= proven) return [];
  const low = isLatest ? Math.max(lowest(older), lowest(changes)) : Math.max(head.seq, highest);
  const rest = low > proven ? await readNumbers(store, head.channelId, proven, low) : { entries: [] };
  return inOrder([...rest.entries.map(({ item }) => item), ...read]).filter(({ seq }) => seq > proven);
}

/** Below this number a descending stretch says nothing. */
const lowest = ({ items, complete }: Stretch): number => {
  const last = items.at(-1);
  return complete || !last ? 0 : numberIn(last) - 1;
};

function shown({ older, newer }: RawPage, entries: readonly SequenceEntry[], through: number): History {
  const latest = latestStates(entries, through);
  const present = ({ items }: Stretch): readonly Message[] =>
    inOrder(items)
      .filter((entry) => !isVoid(entry.item) && entry.seq <= through)
      .map(({ item }) => toMessage(item))
      .map((message) => newest(message, latest.get(message.seq)));
  const before = present(older).toReversed();
  const after = present(newer);
  const share = before.length > 0 && after.length > 0 ? PAGE_BYTES / 2 : PAGE_BYTES;
  const shownBefore = fitting(before, (message) => message, share);
  const shownAfter = fitting(after, (message) => message, share);
  return {
    messages: [...shownBefore.toReversed(), ...shownAfter],
    through,
    hasBefore: !older.complete || shownBefore.length < before.length,
    hasAfter: !newer.complete || shownAfter.length < newer.items.filter((item) => item['type'] === 'message').length,
  };
}

const newest = (message: Message, changed: Message | undefined): Message =>
  changed && changed.lastSeq > message.lastSeq ? changed : message;

/** The state that each changed message has after the changes up to `through`. */
function latestStates(entries: readonly SequenceEntry[], through: number): ReadonlyMap<number, Message> {
  const states = new Map<number, Message>();
  for (const { seq, item } of entries) {
    if (seq > through || !item.sk.startsWith('E#') || isVoid(item)) continue;
    const message = toMessage(item);
    states.set(message.seq, message);
  }
  return states;
}
