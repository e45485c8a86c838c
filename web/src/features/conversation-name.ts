import type { Channel } from '../../../protocol/channel.ts';
import { nameIn, useKey, useSelect } from '../engine-context.ts';
import { t } from '../i18n/t.ts';
import { key, type State } from '../store/state.ts';

/** What a conversation is called in lists: a channel's name, or the other people's. */
export function conversationName(state: State, channel: Channel): string {
  if (channel.name !== '') return channel.name;
  const me = state.session.userId;
  const others = channel.people.filter((userId) => userId !== me);
  if (others.length === 0) return me === null ? '' : t('{name} (you)', { name: nameIn(state, me) });
  return others
    .map((userId) => nameIn(state, userId))
    .toSorted((a, b) => a.localeCompare(b))
    .join(', ');
}

export const useConversationName = (channel: Channel): string => useSelect((state) => conversationName(state, channel));

/** A channel's own sign before its name, as people write it. */
export const hashed = (channel: Channel, name: string): string => (channel.name === '' ? name : `#${name}`);

export const isDirect = (channel: Channel): boolean => channel.kind === 'direct' || channel.kind === 'group';

/** How many people are in it, as far as that is known. */
export function useMemberCount({ channelId, people }: Channel): number | undefined {
  const members = useKey(key.members(channelId));
  return people.length > 0 ? people.length : members?.count;
}
