import { useState } from 'react';
import type { OwnChannel } from '../../../../protocol/channel.ts';
import { LIMITS } from '../../../../protocol/limits.ts';
import { useEngine } from '../../engine-context.ts';
import { useAction } from '../../hooks/use-action.ts';
import { t } from '../../i18n/t.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { PeoplePicker, type Picked } from '../people/people-picker.tsx';

interface AddPeopleDialogProps {
  readonly own: OwnChannel;
  readonly onClose: () => void;
}

export function AddPeopleDialog({ own, onClose }: AddPeopleDialogProps) {
  const engine = useEngine();
  const { channelId, workspaceId, name } = own.channel;
  const [picked, setPicked] = useState<readonly Picked[]>([]);
  const { busy, error, run } = useAction();
  const add = () =>
    run(async () => {
      await engine.request('channel.addMembers', { channelId, userIds: picked.map(({ userId }) => userId) });
      onClose();
    });
  return (
    <Dialog
      title={t('Add people to #{name}', { name })}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button look="primary" disabled={picked.length === 0} busy={busy} onClick={add}>
            {t('Add')}
          </Button>
        </>
      }
    >
      {error && <Banner>{error}</Banner>}
      <PeoplePicker workspaceId={workspaceId} picked={picked} most={LIMITS.addMembersAtOnce} onPick={setPicked} />
    </Dialog>
  );
}
