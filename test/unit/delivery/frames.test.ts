import { expect, it } from 'vitest';
import { framesOf } from '../../../lambdas/delivery/frame.ts';
import type { Event } from '../../../protocol/events.ts';

/** The gateway bills a frame by this many bytes, and splits no larger one. */
const BILLED_BYTES = 32 * 1_024;
const hint = (index: number): Event => ({ type: 'channel.hinted', channelId: `C${index}`, seq: index, ord: index });

it('events leave in order, in as few frames as one unit of the bill holds', () => {
  const events = Array.from({ length: 2_000 }, (_, index) => hint(index));
  const frames = framesOf(events);
  const sizes = frames.map((frame) => Buffer.byteLength(frame));
  expect(Math.max(...sizes)).toBeLessThanOrEqual(BILLED_BYTES);
  expect(Math.min(...sizes.slice(0, -1))).toBeGreaterThan(BILLED_BYTES * 0.95);
  const told = frames.flatMap((frame) => (JSON.parse(frame) as { events: Event[] }).events);
  expect(told).toEqual(events);
});
