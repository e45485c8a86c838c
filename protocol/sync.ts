import * as z from 'zod/mini';
import { OwnChannel } from './channel.ts';
import { contract } from './contract.ts';
import { ChannelId, Position, Timestamp, UserId } from './ids.ts';
import { LIMITS } from './limits.ts';
import { ChannelEvent } from './message.ts';
import { Presence } from './presence.ts';
import { Me } from './profile.ts';
import { UnreadCount } from './read-marker.ts';
import { Workspace } from './workspace.ts';

/** Everything the first screen needs, in one request. */
export const Start = z.strictObject({
  now: Timestamp,
  me: Me,
  workspaces: z.array(Workspace),
  channels: z.array(OwnChannel),
});
export type Start = z.infer<typeof Start>;

/** What a client knows of one channel. */
const Known = z.strictObject({
  channelId: ChannelId,
  seq: Position,
  /** Messages that it knows of: fewer than there are where a number was heard of by a change alone. */
  ord: Position,
  /** `lastSeq` of the channel's own state. */
  lastSeq: Position,
  joinedAt: Timestamp,
  readVersion: Position,
});

/** Events of a channel in order, everything up to `through`. */
export const Changes = z.strictObject({
  events: z.array(ChannelEvent),
  through: Position,
  more: z.boolean(),
  /** The numbers asked for are no longer kept: fetch the channel afresh. */
  reset: z.boolean(),
});

export const syncContracts = {
  'sync.start': contract('You, your workspaces and your channels with their heads.', z.strictObject({}), Start),
  'sync.check': contract(
    'On focus and every five minutes: which of your channels are new, ahead, read elsewhere or gone.',
    z.strictObject({
      known: z.array(Known).check(z.maxLength(LIMITS.channelsPerPerson)),
      visible: z.boolean(),
      /** Nothing happened that would need this very moment's state: what is a second old does. */
      routine: z.optional(z.literal(true)),
      /** People whom this socket looks at: how present they are is answered, too. */
      watched: z.optional(z.array(UserId).check(z.maxLength(LIMITS.watchesAtOnce))),
    }),
    z.strictObject({
      now: Timestamp,
      /** New to the client, ahead of it, or read further elsewhere. */
      channels: z.array(OwnChannel),
      /** How much is unread in them, as they are told here: as many as one answer counts. */
      counts: z.array(UnreadCount),
      gone: z.array(ChannelId),
      workspaces: z.array(Workspace),
      presence: z.array(Presence),
      /** You are connected from somewhere else, too: who reads there should see soon what was read here. */
      elsewhere: z.boolean(),
    }),
  ),
  'sync.changes': contract(
    'Exactly the events of a channel after a number, in order. Numbers without an event up to `through` are void.',
    z.strictObject({
      channelId: ChannelId,
      after: Position,
      limit: z.optional(z.int().check(z.gte(1), z.lte(LIMITS.changesPage))),
    }),
    z.strictObject(Changes.shape),
  ),
} as const;
