import type { OwnChannel } from '../../../../protocol/channel.ts';
import { useEngine, useKey } from '../../engine-context.ts';
import { formattingShown } from '../../remembered.ts';
import { key } from '../../store/state.ts';
import { classes } from '../../ui/classes.ts';
import { calledBy } from './called.ts';
import css from './composer.module.css';
import growing from './growing-text.module.css';

/** Stands where the composer will, as high as it, with the text that was kept: nothing moves when it comes. */
export function ComposerRoom({ own }: { readonly own: OwnChannel }) {
  const engine = useEngine();
  const draft = useKey(key.draft(own.channel.channelId)) ?? '';
  if (own.channel.archived) return null;
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
