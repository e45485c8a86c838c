import * as z from 'zod/mini';
import { OwnChannel } from './channel.ts';
import { ChannelId, Position, UserId, WorkspaceId } from './ids.ts';
import { ChannelEvent } from './message.ts';
import { Presence } from './presence.ts';
import { Me, Profile } from './profile.ts';
import { MovedMarker } from './read-marker.ts';
import { Workspace } from './workspace.ts';

/** Events without a number: they go to one person's connections, carry state, and are repaired by `sync.check`. */
export const PersonalEvent = z.discriminatedUnion('type', [
  /**
   * Something unread came into a channel that is not on screen; nothing more comes for it until it is read. `fresh`: it is one
   * message, somebody else's, that mentions nobody here; without it, what is unread has to be asked for.
   */
  z.strictObject({
    type: z.literal('channel.hinted'),
    channelId: ChannelId,
    seq: Position,
    ord: Position,
    fresh: z.optional(z.literal(true)),
  }),
  /** The channel has reached this number, and about this many messages: ask for what is missing. */
  z.strictObject({ type: z.literal('channel.tipped'), channelId: ChannelId, seq: Position, ord: Position }),
  z.strictObject({ type: z.literal('membership.started'), own: OwnChannel }),
  z.strictObject({ type: z.literal('membership.ended'), channelId: ChannelId }),
  z.strictObject({ type: z.literal('readMarker.moved'), marker: MovedMarker }),
  z.strictObject({ type: z.literal('presence.changed'), presence: Presence }),
  z.strictObject({ type: z.literal('profile.changed'), profile: Profile }),
  z.strictObject({ type: z.literal('me.changed'), me: Me }),
  z.strictObject({ type: z.literal('workspace.changed'), workspace: Workspace }),
  z.strictObject({ type: z.literal('workspace.left'), workspaceId: WorkspaceId }),
  /** This session was ended: the socket closes next. */
  z.strictObject({ type: z.literal('session.ended'), userId: UserId }),
]);
export type PersonalEvent = z.infer<typeof PersonalEvent>;

export const Event = z.union([ChannelEvent, PersonalEvent]);
export type Event = z.infer<typeof Event>;
export type EventType = Event['type'];
