import * as z from 'zod/mini';
import { ErrorBody } from './errors.ts';
import { Event } from './events.ts';

/** A frame from the client. `id` comes back in the reply. */
export const FrameUp = z.strictObject({
  id: z.string().check(z.minLength(1), z.maxLength(64)),
  action: z.string().check(z.maxLength(64)),
  input: z.unknown(),
});
export type FrameUp = z.infer<typeof FrameUp>;

export const Reply = z.discriminatedUnion('ok', [
  z.strictObject({ id: z.string(), ok: z.literal(true), output: z.unknown() }),
  z.strictObject({ id: z.nullable(z.string()), ok: z.literal(false), error: ErrorBody }),
]);
export type Reply = z.infer<typeof Reply>;

export const EventsFrame = z.strictObject({ events: z.array(Event) });
export type EventsFrame = z.infer<typeof EventsFrame>;

/** A frame to the client: a reply, or events coalesced in order. */
export const FrameDown = z.union([Reply, EventsFrame]);
export type FrameDown = z.infer<typeof FrameDown>;
