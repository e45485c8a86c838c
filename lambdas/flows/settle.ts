import { type Entry, holesIn, overdueBefore, takenSince, unbroken } from '../domain/sequence.ts';
import type { Scope } from '../ports/index.ts';
import { unlessRefused } from '../delivery/expiry.ts';
import { type ChannelHead, raiseSettled } from '../table/channel.ts';
import { readNumbers, toEntry } from '../table/entry.ts';
import { CHANGES_KEPT_MS } from '../table/message.ts';
import { keys } from '../table/schema.ts';
import type { Void } from '../table/sequence.ts';
import { isStoreUnavailable } from '../table/store.ts';
import { voidNumber } from './number.ts';

type Need = Pick<Scope, 'store' | 'now'>;

/** Distance behind which the watermark is worth raising, and how long one stays, milliseconds. */
const WORTH_RAISING = 24;
const STAYS_MS = 5_000;
/** Numbers that one raise looks at. */
const STRIDE = 2_000;
/** No two clocks are so far apart, and no read takes so long. */
const DAY_MS = 24 * 3_600_000;
/** A day short of what is kept: deletion may come early by a skewed clock, never by so much. */
const SURELY_KEPT_MS = CHANGES_KEPT_MS - DAY_MS;

/**
 * Whether all numbers up to the watermark had items already when a request that began at `now` began to read. By clocks that is
 * known of an old watermark only: each function has its own, and one may be minutes behind.
 */
export const isLongSettled = ({ settledAt, createdAt }: ChannelHead, now: number): boolean =>
  Math.max(settledAt, createdAt) <= now - DAY_MS;

/** Voids the holes in (after, to] that are overdue; all of them with `all`. @returns how many are settled now. */
export async function voidHoles(
  need: Need,
  channelId: string,
  span: { readonly after: number; readonly to: number; readonly all: boolean },
  entries: readonly Entry[],
): Promise<number> {
  const to = span.all ? span.to : Math.min(span.to, overdueBefore(entries, need.now) - 1);
  const holes = holesIn(span.after, to, entries);
  if (holes.length === 0) return 0;
  const known = await withBase(need, channelId, span.after, entries);
  const keptSince = need.now - SURELY_KEPT_MS;
  const settled = await Promise.all(
    holes.map((hole) => {
      const since = takenSince(hole, known) ?? need.now;
      return tryVoid(need, channelId, hole, { since, lapsed: since < keptSince });
    }),
  );
  return settled.filter(Boolean).length;
}

/** A conflict with someone else who settles the same number at this moment is looked at again, not thrown. */
async function tryVoid(need: Need, channelId: string, hole: number, about: Void): Promise<boolean> {
  try {
    await voidNumber(need, channelId, hole, about);
    return true;
  } catch (error) {
    if (!isStoreUnavailable(error)) throw error;
    return false;
  }
}

/** With the item at `after` in front: it tells how old the numbers behind it may be. One that expired counts as old. */
async function withBase(
  { store }: Need,
  channelId: string,
  after: number,
  entries: readonly Entry[],
): Promise<readonly Entry[]> {
  if (after === 0) return entries;
  const found = await store.getMany([keys.message(channelId, after), keys.change(channelId, after)], {
    consistent: true,
  });
  const base = found.find((item) => item !== undefined);
  return [base ? toEntry(base) : { seq: after, writtenAt: 0, since: 0 }, ...entries];
}

/** Whether the watermark lags enough behind `seq` to be raised now. */
const isWorthRaising = (head: ChannelHead, seq: number, now: number): boolean =>
  seq - head.settled >= WORTH_RAISING && head.settledAt <= now - STAYS_MS;

/** Raises the watermark to `through`, up to which all numbers have items. */
export async function raiseWatermark({ store, now }: Need, head: ChannelHead, through: number): Promise<void> {
  if (!isWorthRaising(head, through, now)) return;
  await unlessRefused(store.write([raiseSettled(head, through, now)]));
}

/** Looks at the numbers behind the watermark, voids what is overdue, and raises it: now and then, by who writes. */
export async function tidy(need: Need, head: ChannelHead): Promise<void> {
  if (head.seq % 8 !== 0 || !isWorthRaising(head, head.seq, need.now)) return;
  const { channelId, settled } = head;
  const to = Math.min(head.seq, settled + STRIDE);
  const { entries } = await readNumbers(need.store, channelId, settled, to);
  const through = unbroken(settled, entries);
  if (through < to) await voidHoles(need, channelId, { after: settled, to, all: false }, entries);
  await raiseWatermark(need, head, through);
}
