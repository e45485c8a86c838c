import type { ReactNode } from 'react';
import { Link } from '../../router.tsx';
import { useKey, useOwnChannel } from '../../engine-context.ts';
import { t } from '../../i18n/t.ts';
import { paths } from '../../paths.ts';
import { key } from '../../store/state.ts';
import { openConversation, useIsShown } from '../conversation/ahead.ts';
import { classes } from '../../ui/classes.ts';
import { Hidden } from '../../ui/hidden.tsx';
import { Icon } from '../../ui/icon.tsx';
import { PLACE_ICONS } from '../../ui/place-icons.ts';
import css from './link.module.css';

interface ConversationLinkProps {
  readonly channelId: string;
  readonly current: boolean;
}

export function ChannelLink({ channelId, current }: ConversationLinkProps) {
  const own = useOwnChannel(channelId);
  const unread = useKey(key.unread(channelId));
  if (!own) return null;
  const { channel } = own;
  return (
    <SidebarLink
      workspaceId={channel.workspaceId}
      channelId={channelId}
      current={current}
      unread={(unread?.count ?? 0) > 0}
      count={unread?.mentions ?? 0}
      counted={t('{mentions, plural, one {# mention} other {# mentions}}', { mentions: unread?.mentions ?? 0 })}
      sign={
        <Icon name={channel.archived ? PLACE_ICONS.archive : channel.kind === 'private' ? 'lock' : 'hash'} size={16} />
      }
      name={channel.name}
    />
  );
}

interface SidebarLinkProps {
  readonly workspaceId: string;
  readonly channelId: string;
  readonly current: boolean;
  readonly unread: boolean;
  readonly count: number;
  /** The number in words. */
  readonly counted: string;
  readonly sign: ReactNode;
  readonly name: string;
}

/** One line of the sidebar: bold when something is unread, a number when somebody calls. */
export function SidebarLink({ workspaceId, channelId, current, unread, count, counted, sign, name }: SidebarLinkProps) {
  const shown = useIsShown(channelId, current);
  return (
    <li>
      <Link
        href={paths.channel(workspaceId, channelId)}
        className={classes(css.link, shown && css.current, unread && css.unread)}
        aria-current={shown ? 'page' : undefined}
        onClick={(event) => {
          event.preventDefault();
          openConversation(workspaceId, channelId);
        }}
        data-unread={unread ? (count > 0 ? 'calls' : 'plain') : undefined}
      >
        <span className={css.sign}>{sign}</span>
        <span className={css.name}>{name}</span>
        {unread && count === 0 && <Hidden> {t('unread')}</Hidden>}
        {count > 0 && (
          <span className={css.count}>
            <span aria-hidden="true">{count > 99 ? '99+' : count}</span>
            <Hidden> {counted}</Hidden>
          </span>
        )}
      </Link>
    </li>
  );
}
