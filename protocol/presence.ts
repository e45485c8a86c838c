import * as z from 'zod/mini';
import { contract } from './contract.ts';
import { Timestamp, UserId } from './ids.ts';
import { LIMITS } from './limits.ts';

/** `online` holds until `until` (milliseconds UTC) unless it is renewed. */
export const Presence = z.strictObject({
  userId: UserId,
  state: z.enum(['online', 'away', 'offline']),
  until: Timestamp,
});
export type Presence = z.infer<typeof Presence>;

export const presenceContracts = {
  'presence.watch': contract(
    'Look at these people: their presence now, and changes as they come.',
    z.strictObject({
      userIds: z.array(UserId).check(z.maxLength(LIMITS.watchesAtOnce)),
      unwatch: z.optional(z.array(UserId).check(z.maxLength(LIMITS.watchesAtOnce))),
      /** This socket looks at these people already, and asks how they are now; it gives nobody up by that. */
      again: z.optional(z.literal(true)),
    }),
    z.strictObject({ presence: z.array(Presence) }),
    { transports: ['socket'] },
  ),
  'presence.set': contract(
    'This window became visible or hidden.',
    z.strictObject({ visible: z.boolean() }),
    z.strictObject({}),
    { transports: ['socket'] },
  ),
} as const;
