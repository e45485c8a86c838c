import * as z from 'zod/mini';
import { OwnChannel } from '../../../protocol/channel.ts';
import { ErrorBody } from '../../../protocol/errors.ts';
import { Message } from '../../../protocol/message.ts';
import { Me, Profile } from '../../../protocol/profile.ts';
import { Workspace } from '../../../protocol/workspace.ts';
import type { Outgoing, Timeline } from '../store/state.ts';

/** What this device keeps is read back with the same care as anything from outside: an older version may have written it. */
const OutgoingShape = z.object({
  clientMessageId: z.string(),
  channelId: z.string(),
  text: z.string(),
  createdAt: z.number(),
  status: z.enum(['pending', 'sending', 'failed']),
  error: z.nullable(ErrorBody),
});

const TimelineShape = z.object({
  messages: z.array(Message),
  from: z.number(),
  to: z.null(),
  through: z.number(),
  ahead: z.array(z.number()),
});

const fits =
  <T>(shape: z.ZodMiniType<T>) =>
  (value: unknown): value is T =>
    z.safeParse(shape, value).success;

export const isOutgoing: (value: unknown) => value is Outgoing = fits(OutgoingShape);
export const isTimeline: (value: unknown) => value is Timeline = fits(TimelineShape);
export const isOwnChannel: (value: unknown) => value is OwnChannel = fits(OwnChannel);
export const isProfile: (value: unknown) => value is Profile = fits(Profile);
export const isWorkspaces: (value: unknown) => value is Workspace[] = fits(z.array(Workspace));
export const isMe: (value: unknown) => value is Me = fits(Me);
