import { Link } from '../../router.tsx';
import type { OwnChannel } from '../../../../protocol/channel.ts';
import { useKey, useMe } from '../../engine-context.ts';
import { t } from '../../i18n/t.ts';
import { paths } from '../../paths.ts';
import { key } from '../../store/state.ts';
import { Icon } from '../../ui/icon.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { PresenceDot } from '../../ui/presence-dot.tsx';
import { hashed, useConversationName } from '../conversation-name.ts';
import { usePresence } from '../people/use-presence.ts';
import { useAhead } from './ahead.ts';
import css from './channel-header.module.css';

interface ChannelHeaderProps {
  readonly own: OwnChannel;
  readonly details: boolean;
  readonly onDetails: () => void;
}

export function ChannelHeader({ own, details, onDetails }: ChannelHeaderProps) {
  const ahead = useAhead();
  const { channel } = useKey(key.channel(ahead ?? own.channel.channelId)) ?? own;
  const name = hashed(channel, useConversationName(channel));
  const { userId: me } = useMe();
  const other = channel.people.find((userId) => userId !== me);
  return (
    <header className={css.header}>
      <Link href={paths.workspace(channel.workspaceId)} className={css.back} aria-label={t('Back to conversations')}>
        <Icon name="back" size={22} />
      </Link>
      <div className={css.words}>
        <h1 className={css.title}>
          {channel.kind === 'private' && <Icon name="lock" size={16} />}
          {channel.kind === 'direct' && other !== undefined && <Presence userId={other} />}
          <button type="button" onClick={onDetails} aria-expanded={details} title={t('Details')}>
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
      {channel.kind !== 'direct' && (
        <IconButton icon="people" label={t('Members')} size={20} aria-expanded={details} onClick={onDetails} />
      )}
      <IconButton icon="info" label={t('Details')} size={20} aria-expanded={details} onClick={onDetails} />
    </header>
  );
}

const Presence = ({ userId }: { readonly userId: string }) => <PresenceDot state={usePresence(userId)} />;
