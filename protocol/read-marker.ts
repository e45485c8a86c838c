import * as z from 'zod/mini';
import { contract } from './contract.ts';
import { ChannelId, Position } from './ids.ts';
import { LIMITS } from './limits.ts';

export const ReadMarker = z.strictObject({ channelId: ChannelId, readSeq: Position, readOrd: Position });
export type ReadMarker = z.infer<typeof ReadMarker>;

/** A marker as it was moved elsewhere; of two, the one with the greater `readVersion` is newer. */
export const MovedMarker = z.strictObject({ ...ReadMarker.shape, readVersion: Position });
export type MovedMarker = z.infer<typeof MovedMarker>;

/**
 * What is really unread: messages of others after the marker, without deleted ones and notices; the first 100 count, and call.
 * `seq` and `ord` are of the last one that was looked at: no message beyond it is counted. Up to `through` it is the whole truth;
 * between the two there may be one whose number is taken, but that is not written yet.
 */
export const UnreadCount = z.strictObject({
  channelId: ChannelId,
  unread: z.int(),
  mentions: z.int(),
  seq: Position,
  ord: Position,
  through: Position,
});
export type UnreadCount = z.infer<typeof UnreadCount>;

export const readMarkerContracts = {
  'readMarker.move': contract(
    'You have read up to here. A marker never moves back unless `unread` says that you want it to.',
    z.strictObject({
      markers: z.array(ReadMarker).check(z.minLength(1), z.maxLength(LIMITS.readMarkersAtOnce)),
      unread: z.optional(z.boolean()),
    }),
    /** The markers as they stand now; channels that are not yours any more are left out. */
    z.strictObject({ markers: z.array(MovedMarker) }),
  ),
  'readMarker.count': contract(
    'How much is unread in these channels.',
    z.strictObject({ channelIds: z.array(ChannelId).check(z.minLength(1), z.maxLength(LIMITS.readMarkersAtOnce)) }),
    z.strictObject({ counts: z.array(UnreadCount) }),
  ),
} as const;
