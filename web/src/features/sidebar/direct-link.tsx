import type { Channel } from '../../../../protocol/channel.ts';
import { useKey, useMe, useName, useOwnChannel } from '../../engine-context.ts';
import { key } from '../../store/state.ts';
import { t } from '../../i18n/t.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { PresenceDot } from '../../ui/presence-dot.tsx';
import { useConversationName } from '../conversation-name.ts';
import { usePresence } from '../people/use-presence.ts';
import { SidebarLink } from './channel-link.tsx';
import css from './link.module.css';

interface DirectLinkProps {
  readonly channelId: string;
  readonly current: boolean;
}

export function DirectLink({ channelId, current }: DirectLinkProps) {
  const own = useOwnChannel(channelId);
  return own ? <Shown channel={own.channel} current={current} /> : null;
}

function Shown({ channel, current }: { readonly channel: Channel; readonly current: boolean }) {
  const name = useConversationName(channel);
  const unread = useKey(key.unread(channel.channelId));
  const { userId: me } = useMe();
  const others = channel.people.filter((userId) => userId !== me);
  const single = others.length < 2 ? (others[0] ?? me) : null;
  return (
    <SidebarLink
      workspaceId={channel.workspaceId}
      channelId={channel.channelId}
      current={current}
      unread={(unread?.count ?? 0) > 0}
      count={unread?.count ?? 0}
      counted={t('{count} unread', { count: unread?.count ?? 0 })}
      sign={single === null ? <span className={css.many}>{others.length + 1}</span> : <Face userId={single} />}
      name={name}
    />
  );
}

function Face({ userId }: { readonly userId: string }) {
  const name = useName(userId);
  return (
    <span className={css.face}>
      <Avatar id={userId} name={name} size="xs" />
      <PresenceDot state={usePresence(userId)} />
    </span>
  );
}
