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
import type { Item } from '../table/store.ts';
import { isLongSettled, raiseWatermark, voidHoles } from './settle.ts';

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

/** A page, and the numbers that it rests on: without a gap up to its end. `isRenewed`: it was read once more. */
export interface Judged extends History {
  readonly entries: readonly SequenceEntry[];
  readonly isRenewed: boolean;
}

/** Messages of a page, and the numbers (after, to] that they were looked for in. */
interface Part {
  readonly items: readonly Item[];
  /** Nothing of the channel lies beyond this part on its side. */
  readonly complete: boolean;
  readonly after: number;
  readonly to: number;
}

/** What one round trip read: older messages, newer ones, and the latest changes; `latest`: up to the channel's end. */
export interface RawPage {
  readonly older: Part;
  readonly newer: Part;
  readonly changes: Stretch;
  readonly latest: boolean;
}

/** Changes that the latest page reads along: usually all behind the watermark. */
const CHANGES_ALONG = 40;
const END = Number.MAX_SAFE_INTEGER;
const NO_CHANGES: Stretch = { items: [], complete: false };

const nothing = (complete: boolean): Part => ({ items: [], complete, after: 0, to: 0 });
const olderThan = ({ items, complete }: Stretch, to: number): Part => ({
  items,
  complete,
  after: lowest({ items, complete }),
  to,
});
const newerThan = (after: number, { items, complete }: Stretch): Part => {
  const last = items.at(-1);
  return { items, complete, after, to: complete || !last ? END : numberIn(last) };
};

export const isLatest = ({ before, after, around }: Place): boolean =>
  before === undefined && after === undefined && around === undefined;

/** Reads a page without judging it, in one round trip. */
export async function readPage({ store }: Scope, channelId: string, place: Place, limit: number): Promise<RawPage> {
  const { around, after, before } = place;
  if (around !== undefined) {
    const half = Math.ceil(limit / 2);
    const [older, newer] = await Promise.all([
      messagesBefore(store, channelId, around + 1, half),
      messagesIn(store, channelId, around, END, limit - half + 1),
    ]);
    const parts = { older: olderThan(older, around), newer: newerThan(around, newer) };
    return { ...parts, changes: NO_CHANGES, latest: false };
  }
  if (after !== undefined) {
    const newer = newerThan(after, await messagesIn(store, channelId, after, END, limit));
    return { older: nothing(after === 0), newer, changes: NO_CHANGES, latest: false };
  }
  if (before !== undefined) {
    const older = olderThan(await messagesBefore(store, channelId, before, limit), before - 1);
    return { older, newer: nothing(false), changes: NO_CHANGES, latest: false };
  }
  const [older, changes] = await Promise.all([
    latestMessages(store, channelId, limit),
    latestChanges(store, channelId, CHANGES_ALONG),
  ]);
  return { older: olderThan(older, END), newer: nothing(true), changes, latest: true };
}

/**
 * Makes a page of what was read: nothing beyond an unsettled number, every change up to `through` included. The latest page may
 * have been read beside the head, any other one was read behind it; so is what `again` reads.
 */
export async function historyOf(
  scope: Scope,
  head: ChannelHead,
  read: RawPage,
  again: () => Promise<RawPage>,
): Promise<Judged> {
  const own = read.latest ? baseOf(read, head, scope.now) : head.settled;
  const [page, base] = own === undefined ? [await again(), head.settled] : [read, own];
  const entries = await entriesBehind(scope, head, page, base);
  const through = unbroken(base, entries);
  const top = Math.max(head.seq, entries.at(-1)?.seq ?? 0);
  const span = { after: through, to: top, all: false };
  if (through < top && (await voidHoles(scope, head.channelId, span, entries)) > 0) {
    const renewedPage = await again();
    const renewed = await entriesBehind(scope, head, renewedPage, head.settled);
    return { ...shown(renewedPage, renewed, unbroken(head.settled, renewed)), entries: renewed, isRenewed: true };
  }
  scope.after(() => raiseWatermark(scope, head, through));
  return { ...shown(page, entries, through), entries, isRenewed: page !== read };
}

/**
 * The number from which the latest page may be taken for whole although it was read beside the head: the watermark where that has
 * stood for long, or the number below the page where the page itself holds everything from there to the watermark. Undefined where it
 * does not: then some of what is settled may have been written after the page was read.
 */
function baseOf({ older, changes }: RawPage, head: ChannelHead, now: number): number | undefined {
  if (isLongSettled(head, now)) return head.settled;
  const base = Math.min(older.after, head.settled);
  const own = inOrder([...older.items, ...changes.items]).filter(({ seq }) => seq > base);
  return older.after >= head.settled || unbroken(base, own) >= head.settled ? base : undefined;
}

/** Everything behind `base`, ascending: what the page read anyway, and behind the watermark the rest where it did not reach. */
async function entriesBehind(
  { store }: Scope,
  head: ChannelHead,
  { older, newer, changes, latest }: RawPage,
  base: number,
): Promise<readonly SequenceEntry[]> {
  const read = [...older.items, ...newer.items, ...changes.items];
  const highest = Math.max(...read.map(numberIn), 0);
  if (!latest && highest <= head.settled) return [];
  const low = latest ? Math.max(older.after, lowest(changes)) : Math.max(head.seq, highest);
  const rest = await readNumbers(store, head.channelId, head.settled, low);
  return inOrder([...read, ...rest.entries.map(({ item }) => item)]).filter(({ seq }) => seq > base);
}

/** Below this number a descending stretch says nothing. */
function lowest({ items, complete }: Stretch): number {
  const last = items.at(-1);
  return complete || !last ? 0 : numberIn(last) - 1;
}

function shown({ older, newer }: RawPage, entries: readonly SequenceEntry[], through: number): History {
  const latest = latestStates(entries, through);
  const messagesOf = (part: Part): readonly Message[] =>
    allOf(part, entries)
      .filter((entry) => !isVoid(entry.item) && entry.seq <= through)
      .map(({ item }) => toMessage(item))
      .map((message) => newest(message, latest.get(message.seq)));
  const before = messagesOf(older).toReversed();
  const after = messagesOf(newer);
  const share = before.length > 0 && after.length > 0 ? PAGE_BYTES / 2 : PAGE_BYTES;
  const shownBefore = fitting(before, (message) => message, share);
  const shownAfter = fitting(after, (message) => message, share);
  const isCut = shownAfter.length < after.length || newer.items.some((item) => numberIn(item) > through);
  return {
    messages: [...shownBefore.toReversed(), ...shownAfter],
    through,
    hasBefore: !older.complete || shownBefore.length < before.length,
    hasAfter: !newer.complete || isCut,
  };
}

/** A part's items, with those that were written between its reading and that of the numbers behind the watermark. */
function allOf({ items, after, to }: Part, entries: readonly SequenceEntry[]): readonly SequenceEntry[] {
  const later = entries.filter(({ seq, item }) => seq > after && seq <= to && item.sk.startsWith('M#'));
  return inOrder([...items, ...later.map(({ item }) => item)]);
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
