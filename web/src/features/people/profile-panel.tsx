import { useEffect } from 'react';
import { useLocation } from '../../router.tsx';
import { useEngine, useKey, useMe } from '../../engine-context.ts';
import { useAction } from '../../hooks/use-action.ts';
import { useNow } from '../../hooks/use-now.ts';
import { t } from '../../i18n/t.ts';
import { paths } from '../../paths.ts';
import { key } from '../../store/state.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { PresenceDot } from '../../ui/presence-dot.tsx';
import { SidePanel } from '../details/side-panel.tsx';
import { timeIn } from '../distances.ts';
import css from './profile-panel.module.css';
import { usePresence } from './use-presence.ts';
import { MORE_ICONS } from '../../ui/more-icons.ts';

interface ProfilePanelProps {
  readonly workspaceId: string;
  readonly userId: string;
  readonly opener: HTMLElement | null;
  readonly onClose: () => void;
}

const MINUTE_MS = 60_000;

/** Who somebody is, whether they are there, what time it is for them; and a way to write to them. */
export default function ProfilePanel({ workspaceId, userId, opener, onClose }: ProfilePanelProps) {
  const engine = useEngine();
  const [, navigate] = useLocation();
  const isMe = useMe().userId === userId;
  const profile = useKey(key.profile(userId));
  const writing = useAction();
  useEffect(() => engine.needProfiles(workspaceId, [userId]), [engine, workspaceId, userId]);
  useEffect(() => (isMe ? undefined : engine.watchPresence([userId])), [engine, isMe, userId]);
  const name = profile?.displayName ?? '';
  const write = () =>
    writing.run(async () => {
      const { own } = await engine.request('direct.start', { workspaceId, userIds: [userId] });
      onClose();
      navigate(paths.channel(workspaceId, own.channel.channelId));
    });
  return (
    <SidePanel label={t('Profile')} title={t('Profile')} close={t('Close profile')} opener={opener} onClose={onClose}>
      <div className={css.who}>
        <Avatar id={userId} name={name} size="lg" />
        <div className={css.words}>
          <strong>{name}</strong>
          {profile?.title && <p>{profile.title}</p>}
        </div>
      </div>
      <dl className={css.facts}>
        <Presence userId={userId} />
        {profile && <LocalTime timeZone={profile.timeZone} />}
      </dl>
      {writing.error && <Banner>{writing.error}</Banner>}
      <div className={css.deeds}>
        <Button look="primary" icon={MORE_ICONS.message} busy={writing.busy} onClick={write}>
          {isMe ? t('Write a note to yourself') : t('Write a message')}
        </Button>
        {isMe && (
          <Button icon={MORE_ICONS.edit} onClick={() => navigate(paths.settings('profile'))}>
            {t('Edit your profile')}
          </Button>
        )}
      </div>
    </SidePanel>
  );
}

function Presence({ userId }: { readonly userId: string }) {
  const presence = usePresence(userId);
  const word = { online: t('Online'), away: t('Away'), offline: t('Offline') }[presence];
  return (
    <div>
      <dt>{t('Presence')}</dt>
      <dd>
        <span aria-hidden="true">
          <PresenceDot state={presence} />
        </span>
        {word}
      </dd>
    </div>
  );
}

function LocalTime({ timeZone }: { readonly timeZone: string }) {
  const there = timeIn(timeZone, useNow(MINUTE_MS));
  if (there === null) return null;
  return (
    <div>
      <dt>{t('Local time')}</dt>
      <dd>
        {there} <small>{timeZone.replaceAll('_', ' ')}</small>
      </dd>
    </div>
  );
}
