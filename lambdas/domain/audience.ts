import type { ChannelKind } from '../../protocol/channel.ts';
import type { ChannelEvent } from '../../protocol/message.ts';
import { calls } from '../../protocol/unread.ts';

/** What an event does to a connection: the whole event, one hint until it is read, or nothing. */
export type Share = 'full' | 'hint' | 'none';

export interface Listener {
  readonly userId: string;
  /** The channel is on screen. */
  readonly open: boolean;
}

/** Conversations without a name show their messages everywhere. */
const isIntimate = (kind: ChannelKind): boolean => kind === 'direct' || kind === 'group';

/**
 * What a listener gets of an event: everything when it looks at the channel, in direct and group conversations, when it is
 * mentioned by a new message, or when the channel itself changed; a hint for other people's new messages.
 */
export function shareOf(kind: ChannelKind, event: ChannelEvent, listener: Listener): Share {
  if (listener.open || isIntimate(kind)) return 'full';
  if (event.type !== 'message.posted') return 'none';
  if (event.channel !== undefined) return 'full';
  const { message } = event;
  if (message.notice !== null || message.author === listener.userId) return 'none';
  return calls(message.mentions, listener.userId) ? 'full' : 'hint';
}
