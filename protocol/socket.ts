import * as z from 'zod/mini';
import { contract } from './contract.ts';
import { ChannelId, Position, Timestamp } from './ids.ts';
import { LIMITS } from './limits.ts';
import { MovedMarker, ReadMarker } from './read-marker.ts';
import { Changes } from './sync.ts';
import { Secret } from './text.ts';

const onSocket = { transports: ['socket'] } as const;

export const socketContracts = {
  'socket.ticket': contract(
    'A ticket that opens one socket within 30 seconds: `/ws?ticket=…`.',
    z.strictObject({}),
    z.strictObject({ ticket: Secret, expiresAt: Timestamp }),
    { transports: ['http'] },
  ),
  'socket.hello': contract(
    'The first frame: subscribes this connection to your conversations. `open` are those on screen; `version` is the protocol’s.',
    z.strictObject({
      version: z.int(),
      open: z.array(ChannelId).check(z.maxLength(20)),
      visible: z.boolean(),
    }),
    z.strictObject({ now: Timestamp, expiresAt: Timestamp }),
    { ...onSocket, errors: ['version_unsupported'] },
  ),
  'socket.renew': contract(
    'Keeps the connection after its access token ends, by a newer token of the same session.',
    z.strictObject({ accessToken: z.string().check(z.maxLength(8_192)) }),
    z.strictObject({ expiresAt: Timestamp }),
    onSocket,
  ),
  'socket.look': contract(
    'Which conversations are on screen now: full events come for these, hints for the others.',
    z.strictObject({
      open: z.array(ChannelId).check(z.maxLength(20)),
      closed: z.array(ChannelId).check(z.maxLength(50)),
      /** How far one of those in `open` is known: what came after it is answered at once. */
      after: z.optional(z.strictObject({ channelId: ChannelId, seq: Position })),
      /** The window became visible or hidden by this, as `presence.set` says. */
      visible: z.optional(z.boolean()),
      /** What was read, as with `readMarker.move`. */
      read: z.optional(z.array(ReadMarker).check(z.maxLength(LIMITS.readMarkersAtOnce))),
    }),
    z.strictObject({
      /** As `sync.changes` answers; null where nothing was asked for, or that has to tell more of it. */
      changes: z.nullable(Changes),
      /** As `readMarker.move` answers. */
      markers: z.array(MovedMarker),
    }),
    onSocket,
  ),
} as const;
