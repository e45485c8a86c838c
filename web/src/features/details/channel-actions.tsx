import { useState } from 'react';
import { useLocation } from '../../router.tsx';
import type { OwnChannel } from '../../../../protocol/channel.ts';
import { useEngine } from '../../engine-context.ts';
import { useAction } from '../../hooks/use-action.ts';
import { t } from '../../i18n/t.ts';
import { linkTo, paths } from '../../paths.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useToast } from '../../ui/toast.tsx';
import type { Abilities } from './abilities.ts';
import css from './channel-actions.module.css';
import { MORE_ICONS } from '../../ui/more-icons.ts';
import { PLACE_ICONS } from '../../ui/place-icons.ts';

interface ChannelActionsProps {
  readonly own: OwnChannel;
  readonly may: Abilities;
  readonly name: string;
}

export function ChannelActions({ own, may, name }: ChannelActionsProps) {
  const engine = useEngine();
  const toast = useToast();
  const { busy, error, run } = useAction();
  const [leaving, setLeaving] = useState(false);
  const { channelId, workspaceId, archived } = own.channel;
  const copy = () =>
    run(async () => {
      await navigator.clipboard.writeText(linkTo(paths.channel(workspaceId, channelId)));
      toast(t('Link copied'));
    });
  return (
    <section className={css.actions} aria-label={t('Actions')}>
      {error && <Banner>{error}</Banner>}
      <Button icon={MORE_ICONS.link} onClick={copy}>
        {t('Copy link')}
      </Button>
      {may.archive && (
        <Button
          icon={PLACE_ICONS.archive}
          busy={busy}
          onClick={() => run(() => engine.request(archived ? 'channel.unarchive' : 'channel.archive', { channelId }))}
        >
          {archived ? t('Unarchive channel') : t('Archive channel')}
        </Button>
      )}
      {may.leave && (
        <Button icon={MORE_ICONS.leave} look="danger" onClick={() => setLeaving(true)}>
          {t('Leave')}
        </Button>
      )}
      {leaving && <LeaveDialog own={own} name={name} onClose={() => setLeaving(false)} />}
    </section>
  );
}

interface LeaveDialogProps {
  readonly own: OwnChannel;
  readonly name: string;
  readonly onClose: () => void;
}

function LeaveDialog({ own, name, onClose }: LeaveDialogProps) {
  const engine = useEngine();
  const [, navigate] = useLocation();
  const { busy, error, run } = useAction();
  const { channelId, workspaceId, kind } = own.channel;
  const leave = () =>
    run(async () => {
      await engine.request('channel.leave', { channelId });
      navigate(paths.workspace(workspaceId));
    });
  return (
    <Dialog
      title={t('Leave {name}?', { name })}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button look="danger" busy={busy} onClick={leave}>
            {t('Leave')}
          </Button>
        </>
      }
    >
      {error && <Banner>{error}</Banner>}
      <p>
        {kind === 'public'
          ? t('You can join again at any time.')
          : t('You cannot read it any more, and come back only when a member adds you.')}
      </p>
    </Dialog>
  );
}
