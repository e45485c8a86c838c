import type { ButtonHTMLAttributes, MouseEvent } from 'react';
import { Link } from '../../router.tsx';
import type { OwnChannel } from '../../../../protocol/channel.ts';
import { useKey, useMe } from '../../engine-context.ts';
import { digits } from '../../i18n/fill.ts';
import { spoken } from '../../i18n/spoken.ts';
import { t } from '../../i18n/t.ts';
import { paths } from '../../paths.ts';
import { key } from '../../store/state.ts';
import { Icon } from '../../ui/icon.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { PresenceDot } from '../../ui/presence-dot.tsx';
import { hashed, useConversationName, useMemberCount } from '../conversation-name.ts';
import { usePresence } from '../people/use-presence.ts';
import { useAhead } from './ahead.ts';
import css from './channel-header.module.css';

/** What opens the details: at their beginning, or at the people. */
export type DetailsOpener = 'name' | 'members' | 'details';

interface ChannelHeaderProps {
  readonly own: OwnChannel;
  /** What opened the details that are there. */
  readonly opener: DetailsOpener | null;
  readonly onDetails: (by: DetailsOpener, button: HTMLElement) => void;
}

export function ChannelHeader({ own, opener, onDetails }: ChannelHeaderProps) {
  const ahead = useAhead();
  const { channel } = useKey(key.channel(ahead ?? own.channel.channelId)) ?? own;
  const name = hashed(channel, useConversationName(channel));
  const count = useMemberCount(channel);
  const { userId: me } = useMe();
  const other = channel.people.find((userId) => userId !== me);
  const opens = (by: DetailsOpener) => ({
    'aria-expanded': opener === by,
    onClick: ({ currentTarget }: MouseEvent<HTMLElement>) => onDetails(by, currentTarget),
  });
  return (
    <header className={css.header}>
      <Link href={paths.workspace(channel.workspaceId)} className={css.back} aria-label={t('Back to conversations')}>
        <Icon name="back" size={22} />
      </Link>
      <div className={css.words}>
        <h1 className={css.title}>
          {channel.kind === 'private' && <Icon name="lock" size={16} />}
          {channel.kind === 'direct' && other !== undefined && <Presence userId={other} />}
          <button type="button" title={t('Details')} {...opens('name')}>
            {name}
          </button>
          {channel.archived && <span className={css.tag}>{t('archived')}</span>}
        </h1>
        {channel.topic !== '' && (
          <p className={css.topic} title={channel.topic}>
            {channel.topic}
          </p>
        )}
      </div>
      {channel.kind !== 'direct' && <MembersButton count={count} {...opens('members')} />}
      <IconButton icon="info" label={t('Details')} size={20} {...opens('details')} />
    </header>
  );
}

interface MembersButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly count: number | undefined;
}

function MembersButton({ count, ...rest }: MembersButtonProps) {
  if (count === undefined) return <IconButton icon="people" label={t('Members')} size={20} {...rest} />;
  const label = t('{members, plural, one {# member} other {# members}}', { members: count });
  return (
    <IconButton icon="people" label={label} size={20} className={css.members} {...rest}>
      <span>{digits(count, spoken().locale)}</span>
    </IconButton>
  );
}

const Presence = ({ userId }: { readonly userId: string }) => <PresenceDot state={usePresence(userId)} />;
