import { useLayoutEffect } from 'react';
import type { OwnChannel } from '../../../../protocol/channel.ts';
import { useEngine, useKey } from '../../engine-context.ts';
import { formattingShown } from '../../remembered.ts';
import { key } from '../../store/state.ts';
import { classes } from '../../ui/classes.ts';
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

/** Stands where the composer will, as high as it, with the text that was kept: nothing moves when it comes. */
export function ComposerRoom({ own }: { readonly own: OwnChannel }) {
  const engine = useEngine();
  const { channelId, archived } = own.channel;
  const draft = useKey(key.draft(channelId)) ?? '';
  useLayoutEffect(() => {
    if (!archived) before = document.activeElement;
  }, [archived]);
  if (archived) return null;
  return (
    <div className={css.place}>
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
