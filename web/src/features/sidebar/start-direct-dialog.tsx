import { useState } from 'react';
import { flushSync } from 'react-dom';
import { useLocation } from '../../router.tsx';
import { LIMITS } from '../../../../protocol/limits.ts';
import { useEngine } from '../../engine-context.ts';
import { useAction } from '../../hooks/use-action.ts';
import { t } from '../../i18n/t.ts';
import { paths } from '../../paths.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { PeoplePicker, type Picked } from '../people/people-picker.tsx';
import type { DialogProps } from '../workspace/open-dialog.ts';

export default function StartDirectDialog({ workspaceId, onClose }: DialogProps) {
  const engine = useEngine();
  const [, navigate] = useLocation();
  const [picked, setPicked] = useState<readonly Picked[]>([]);
  const { busy, error, run } = useAction();
  const start = () =>
    run(async () => {
      const userIds = picked.map(({ userId }) => userId);
      const { own } = await engine.request('direct.start', { workspaceId, userIds });
      // Closed first, or the composer could not take the focus.
      flushSync(onClose);
      navigate(paths.channel(workspaceId, own.channel.channelId));
    });
  return (
    <Dialog
      title={t('Start a direct message')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button look="primary" disabled={picked.length === 0} busy={busy} onClick={start}>
            {t('Start')}
          </Button>
        </>
      }
    >
      {error && <Banner>{error}</Banner>}
      <PeoplePicker workspaceId={workspaceId} picked={picked} most={LIMITS.groupPeople - 1} onPick={setPicked} />
    </Dialog>
  );
}
