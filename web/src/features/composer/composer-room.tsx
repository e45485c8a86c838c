import { useLayoutEffect, useState } from 'react';
import type { OwnChannel } from '../../../../protocol/channel.ts';
import { useEngine, useKey } from '../../engine-context.ts';
import { t } from '../../i18n/t.ts';
import { formattingShown } from '../../remembered.ts';
import { key } from '../../store/state.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import type { Fetching } from '../../ui/lazily.tsx';
import { calledBy } from './called.ts';
import css from './composer.module.css';
import growing from './growing-text.module.css';

/** What had the focus when there was only room; undefined: there was none. */
let before: Element | null | undefined;

/** Whether somebody went elsewhere while there was only room. It is told once. */
export function wentElsewhere(): boolean {
  const was = before;
  before = undefined;
  return was !== undefined && document.activeElement !== was;
}

interface ComposerRoomProps extends Fetching {
  readonly own: OwnChannel;
}

/** Once is chance: it is tried again before anything is said. */
const SAID_AFTER = 2;

/** Stands where the composer will, as high as it, with the text that was kept: nothing moves when it comes. */
export function ComposerRoom({ own, failures, retry }: ComposerRoomProps) {
  const engine = useEngine();
  const { channelId, archived } = own.channel;
  const draft = useKey(key.draft(channelId)) ?? '';
  useLayoutEffect(() => {
    if (!archived) before = document.activeElement;
  }, [archived]);
  if (archived) return null;
  return (
    <div className={css.place}>
      {failures >= SAID_AFTER && <Missing retry={retry} />}
      <div className={css.composer}>
        {formattingShown.read() && <div className={css.tools} />}
        <div dir="auto" className={classes(growing.text, css.room)}>
          {/* The line after a last line break has its room, too. */}
          {`${calledBy(engine).toShown(draft)}\n`}
        </div>
      </div>
    </div>
  );
}

/** Says what is the matter while the composer is tried again: its file may be gone, or kept away. */
function Missing({ retry }: Pick<Fetching, 'retry'>) {
  const [tried, setTried] = useState(false);
  function again(): void {
    setTried(true);
    retry();
  }
  return (
    <div className={css.missing} role="alert">
      <span>{t('Part of the field for messages could not be loaded. What you type is kept.')}</span>
      <Button onClick={tried ? () => window.location.reload() : again}>
        {tried ? t('Reload Parley') : t('Try again')}
      </Button>
    </div>
  );
}
