import type { OwnChannel } from '../../../../protocol/channel.ts';
import type { Workspace } from '../../../../protocol/workspace.ts';
import { useEngine } from '../../engine-context.ts';
import { useAction } from '../../hooks/use-action.ts';
import { t } from '../../i18n/t.ts';
import { Button } from '../../ui/button.tsx';
import { abilitiesOf } from '../details/abilities.ts';
import css from './bar.module.css';

interface ArchivedBarProps {
  readonly own: OwnChannel;
  readonly workspace: Workspace;
}

/** In place of the composer where nobody can write. */
export default function ArchivedBar({ own, workspace }: ArchivedBarProps) {
  const engine = useEngine();
  const { busy, error, run } = useAction();
  const { channelId } = own.channel;
  return (
    <div className={css.bar} role="status">
      <span>{error ?? t('This channel is archived: it can be read, not written to.')}</span>
      {abilitiesOf(own, workspace).archive && (
        <Button busy={busy} onClick={() => run(() => engine.request('channel.unarchive', { channelId }))}>
          {t('Unarchive')}
        </Button>
      )}
    </div>
  );
}
