import { useLayoutEffect, useRef } from 'react';
import type { OwnChannel } from '../../../../protocol/channel.ts';
import type { Workspace } from '../../../../protocol/workspace.ts';
import { useEngine } from '../../engine-context.ts';
import { useAction } from '../../hooks/use-action.ts';
import { t } from '../../i18n/t.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import css from '../composer/bar.module.css';
import { abilitiesOf } from '../details/abilities.ts';

interface VisitBarProps {
  readonly own: OwnChannel;
  readonly workspace: Workspace;
}

/** In place of the composer for who looks at a public channel without being in it. */
export function VisitBar({ own, workspace }: VisitBarProps) {
  const engine = useEngine();
  const { busy, error, run } = useAction();
  const { channelId, name, archived } = own.channel;
  const bar = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const box = bar.current;
    return () => {
      // Where the composer that comes does not take the focus from the button that goes, the messages have it.
      if (!box?.contains(document.activeElement)) return;
      box.closest('section')?.querySelector<HTMLElement>('[role="log"]')?.focus({ preventScroll: true });
    };
  }, []);
  const ask = (action: 'channel.join' | 'channel.unarchive') => () => run(() => engine.request(action, { channelId }));
  const words = archived
    ? t('This channel is archived. It can be joined once it is brought back.')
    : t('You are looking at #{name}', { name });
  return (
    <div ref={bar} className={classes(css.bar, !archived && css.visit)} role="status">
      <span>{error ?? words}</span>
      {!archived && (
        <Button look="primary" busy={busy} onClick={ask('channel.join')}>
          {t('Join channel')}
        </Button>
      )}
      {archived && abilitiesOf(own, workspace).archive && (
        <Button busy={busy} onClick={ask('channel.unarchive')}>
          {t('Unarchive')}
        </Button>
      )}
    </div>
  );
}
