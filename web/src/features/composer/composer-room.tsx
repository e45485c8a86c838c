import { useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { OwnChannel } from '../../../../protocol/channel.ts';
import { wrongWithText } from '../../../../protocol/message-text.ts';
import { useEngine, useKey } from '../../engine-context.ts';
import { t } from '../../i18n/t.ts';
import { usePreferences } from '../../preferences/store.ts';
import { formattingShown } from '../../remembered.ts';
import { key } from '../../store/state.ts';
import { Button } from '../../ui/button.tsx';
import { composes } from '../../ui/composes.ts';
import type { Fetching } from '../../ui/lazily.tsx';
import { calledBy } from './called.ts';
import css from './composer.module.css';
import growing from './growing-text.module.css';
import { sends } from './sends.ts';
import { openOn } from './write-on.ts';

/** Where in the text one writes, from and to; null: one is elsewhere. */
type Caret = readonly [number, number] | null;

/** Where one was in the room is told to the composer that takes its place. */
export function createHandover() {
  let caret: Caret | undefined;
  return {
    give: (now: Caret) => void (caret = now),
    /** It is told once. @returns undefined: there was no room */
    take() {
      const was = caret;
      caret = undefined;
      return was;
    },
  };
}

export type Handover = ReturnType<typeof createHandover>;

interface ComposerRoomProps extends Fetching {
  readonly own: OwnChannel;
  readonly name: string;
  readonly handover: Handover;
}

/** Once is chance: it is tried again before anything is said. */
const SAID_AFTER = 2;

/** Stands where the composer will, as high as it, and takes what is typed as the draft: nothing moves and no key is lost when it comes. */
export function ComposerRoom(props: ComposerRoomProps) {
  return props.own.channel.archived ? null : <Room {...props} />;
}

function Room({ own, name, handover, failures, retry, hold }: ComposerRoomProps) {
  const engine = useEngine();
  const { channelId } = own.channel;
  const draft = useKey(key.draft(channelId)) ?? '';
  const [called] = useState(() => calledBy(engine));
  const { enter } = usePreferences();
  const field = useRef<HTMLTextAreaElement>(null);
  const composed = useRef<ReturnType<typeof setTimeout>>(undefined);
  const text = called.toShown(draft);
  const label = t('Message {name}', { name });
  useLayoutEffect(() => {
    const box = field.current;
    if (!box) return;
    openOn(box);
    return () => {
      handover.give(document.activeElement === box ? [box.selectionStart, box.selectionEnd] : null);
      hold(false);
    };
  }, [channelId, handover, hold]);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || composes(event.nativeEvent) || !sends(event, enter)) return;
    event.preventDefault();
    if (wrongWithText(draft) !== null) return;
    engine.send(channelId, draft);
    engine.setDraft(channelId, '');
  }

  return (
    <div className={css.place}>
      {failures >= SAID_AFTER && <Missing retry={retry} />}
      <div className={css.composer}>
        {formattingShown.read() && <div className={css.tools} />}
        <div className={css.room}>
          {/* What is as high as the text, where fields do not grow by themselves. The line after a last line break has its room, too. */}
          <div dir="auto" className={growing.text} aria-hidden="true">
            {`${text}\n`}
          </div>
          <textarea
            key={channelId}
            ref={field}
            rows={1}
            dir="auto"
            className={growing.text}
            aria-label={label}
            placeholder={label}
            value={text}
            onChange={({ target }) => engine.setDraft(channelId, called.toStored(target.value))}
            onKeyDown={onKeyDown}
            // What is being composed would be cut in two: its letters would stay, and the word come beside them.
            onCompositionStart={() => {
              clearTimeout(composed.current);
              hold(true);
            }}
            // Some browsers tell what was composed after this.
            onCompositionEnd={() => {
              composed.current = setTimeout(() => hold(false));
            }}
            data-composer
          />
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
