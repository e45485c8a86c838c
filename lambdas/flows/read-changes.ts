import type { ChannelEvent } from '../../protocol/message.ts';
import { fitting } from '../domain/budget.ts';
import { holesIn, PATIENCE_MS, unbroken } from '../domain/sequence.ts';
import type { Scope } from '../ports/index.ts';
import type { ChannelHead } from '../table/channel.ts';
import { readNumbers, type Reading, type SequenceEntry } from '../table/entry.ts';
import { toEvent } from '../table/message.ts';
import { busy } from './problems.ts';
import { raiseWatermark, voidHoles } from './settle.ts';

export interface ChangesPage {
  readonly events: ChannelEvent[];
  readonly through: number;
  readonly more: boolean;
  readonly reset: boolean;
}

/** Between two looks at an unsettled number, milliseconds. */
const STEP_MS = 100;
/** How long voiding may fail, as where nothing can be written, before the reader gets what is settled; milliseconds. */
const UNSETTLED_MS = 3_000;

/**
 * The events after a number in order, at most `limit`. Waits up to a second for a number whose writer is under way, then
 * voids it; where that fails, `more` is behind it. `reset`: some of the changes asked for are not kept any more.
 * @throws Problem `unavailable` when nothing before such a number is new
 */
export async function changesAfter(
  scope: Scope,
  head: ChannelHead,
  after: number,
  limit: number,
): Promise<ChangesPage> {
  if (after > head.seq) return { events: [], through: after, more: false, reset: true };
  const deadline = scope.clock.now() + PATIENCE_MS;
  let from = after;
  const seen: SequenceEntry[] = [];
  for (;;) {
    const reading = await readNumbers(scope.store, head.channelId, from, head.seq, limit + 1);
    const through = unbroken(from, reading.entries);
    seen.push(...reading.entries.filter(({ seq }) => seq <= through));
    if (isLost(head, from, reading, through)) return { events: [], through: after, more: false, reset: true };
    const isOver = scope.clock.now() > deadline + UNSETTLED_MS;
    if (isOver && through === after && through < reading.covered) throw busy();
    if (through >= reading.covered || seen.length > limit || isOver) {
      return pageOf(scope, head, seen, { after, through, limit });
    }
    await settleOrWait(scope, head, reading, through, deadline);
    from = through;
  }
}

/** Numbers below the watermark had items once: where one is missing now, its change has expired. */
function isLost(head: ChannelHead, from: number, { entries, covered }: Reading, through: number): boolean {
  if (through < Math.min(head.settled, covered) && holesIn(from, Math.min(head.settled, covered), entries).length > 0) {
    return true;
  }
  return entries.some(({ seq, item }) => seq <= through && item['lapsed'] === true);
}

async function settleOrWait(
  scope: Scope,
  head: ChannelHead,
  { entries, covered }: Reading,
  through: number,
  deadline: number,
): Promise<void> {
  const now = scope.clock.now();
  const span = { after: through, to: covered, all: now >= deadline };
  const beyond = entries.filter(({ seq }) => seq > through);
  const voided = await voidHoles({ store: scope.store, now }, head.channelId, span, beyond);
  if (voided === 0) await scope.clock.wait(STEP_MS);
}

function pageOf(
  scope: Scope,
  head: ChannelHead,
  seen: readonly SequenceEntry[],
  { after, through, limit }: { readonly after: number; readonly through: number; readonly limit: number },
): ChangesPage {
  const events = seen.slice(0, limit).flatMap(({ item }) => toEvent(item) ?? []);
  const kept = fitting(events, ({ message }) => message);
  const cut = kept.length < events.length;
  const end = cut ? (kept.at(-1)?.seq ?? after) : seen.length > limit ? (seen[limit - 1]?.seq ?? after) : through;
  if (after <= head.settled) scope.after(() => raiseWatermark(scope, head, end));
  return { events: [...kept], through: end, more: end < head.seq, reset: false };
}
