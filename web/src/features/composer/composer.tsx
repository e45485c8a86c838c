import { useId, useLayoutEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { flushSync } from 'react-dom';
import type { OwnChannel } from '../../../../protocol/channel.ts';
import { wrongWithText } from '../../../../protocol/message-text.ts';
import type { Workspace } from '../../../../protocol/workspace.ts';
import { useEngine } from '../../engine-context.ts';
import { t } from '../../i18n/t.ts';
import { usePreferences } from '../../preferences/store.ts';
import { formattingShown } from '../../remembered.ts';
import { composes } from '../../ui/composes.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { quietly } from '../../ui/lazily.tsx';
import type { Handover } from './composer-room.tsx';
import css from './composer.module.css';
import { commandOf, type Format } from './formatting/shortcut.ts';
import { GrowingText } from './growing-text.tsx';
import { sends } from './sends.ts';
import { useDraft } from './use-draft.ts';
import { useSuggestions } from './use-suggestions.ts';
import { useWriting } from './use-writing.ts';
import { openOn } from './write-on.ts';

const ArchivedBar = quietly(() => import('./archived-bar.tsx'));
const SendTrouble = quietly(() => import('./send-trouble.tsx'));
const Suggestions = quietly(() => import('./suggestions.tsx'));
const Toolbar = quietly(() => import('./toolbar.tsx'));
const Preview = quietly(() => import('./preview.tsx'));

interface ComposerProps {
  readonly own: OwnChannel;
  readonly workspace: Workspace;
  readonly name: string;
  readonly handover: Handover;
}

/** Where one writes; in a file of its own, for which its room (`composer-room.tsx`) waits. */
export default function Composer(props: ComposerProps) {
  return props.own.channel.archived ? <ArchivedBar {...props} /> : <Writing {...props} />;
}

function Writing({ own, name, handover }: ComposerProps) {
  const engine = useEngine();
  const { channelId } = own.channel;
  const toolbarId = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const draft = useDraft(channelId, field);
  const [refused, setRefused] = useState<string | null>(null);
  const [toolbar, setToolbar] = useState(formattingShown.read);
  const [preview, setPreview] = useState(false);
  const writing = useWriting(field);
  const suggestions = useSuggestions({ draft, field, writing });
  useOpened(channelId, field, handover);
  const { enter } = usePreferences();
  const { empty, left } = draft;
  const label = t('Message {name}', { name });
  const over = left !== null && left < 0;
  const [of, setOf] = useState(channelId);
  if (of !== channelId) {
    setOf(channelId);
    setRefused(null);
    setPreview(false);
    suggestions.close();
  }

  /** Shows the text again, ready to be written on. */
  function write(): void {
    flushSync(() => setPreview(false));
    field.current?.focus();
  }

  function send(): void {
    if (empty) return;
    const stored = draft.stored();
    const wrong = wrongWithText(stored);
    setRefused(wrong);
    if (wrong === null) {
      engine.send(channelId, stored);
      draft.write('');
    }
    write();
  }

  function format(kind: Format): void {
    write();
    writing.run(kind);
  }

  function togglePreview(): void {
    suggestions.close();
    if (preview) write();
    else setPreview(true);
  }

  function showToolbar(): void {
    setToolbar(!toolbar);
    formattingShown.write(!toolbar);
  }

  function onKeyDown(event: KeyboardEvent): void {
    Suggestions.preload();
    if (composes(event.nativeEvent) || suggestions.onKeyDown(event)) return;
    if (event.key === 'Enter') {
      if (sends(event, enter)) send();
      else if (!writing.newLine()) return;
    } else if (!writing.onKeyDown(event)) return;
    event.preventDefault();
  }

  /** Keys that also work beside the text. */
  function onAnyKey(event: KeyboardEvent): void {
    if (event.defaultPrevented) return;
    if (commandOf(event) === 'shift p') togglePreview();
    else if (event.key === 'Escape' && preview) write();
    else return;
    event.preventDefault();
  }

  return (
    <div className={css.place}>
      <SendTrouble channelId={channelId} refused={refused} over={over} />
      {suggestions.used && <Suggestions own={own} {...suggestions.list} />}
      <form
        className={css.composer}
        aria-label={t('Write a message')}
        onKeyDown={onAnyKey}
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        {toolbar && (
          <div className={css.tools}>
            <Toolbar id={toolbarId} preview={preview} onFormat={format} onPreview={togglePreview} />
          </div>
        )}
        {preview && <Preview text={draft.stored()} />}
        <div hidden={preview} className={css.text}>
          <GrowingText
            // What was typed in one conversation is not for the undoing in another.
            key={channelId}
            ref={field}
            label={label}
            placeholder={label}
            given={draft.given}
            enterKeyHint={enter === 'send' ? 'send' : undefined}
            onChange={(text, caret) => {
              draft.typed(text);
              setRefused(null);
              suggestions.look(text, caret);
            }}
            onBlur={suggestions.close}
            onKeyDown={onKeyDown}
            onPaste={writing.onPaste}
            onCompositionStart={() => draft.compose(true)}
            onCompositionEnd={() => draft.compose(false)}
            data-composer
            {...suggestions.aria}
          />
        </div>
        <div className={css.buttons}>
          {left !== null && <span className={over ? css.over : css.left}>{left}</span>}
          <IconButton
            icon="format"
            label={t('Formatting')}
            aria-expanded={toolbar}
            aria-controls={toolbar ? toolbarId : undefined}
            onMouseDown={(event) => event.preventDefault()}
            onClick={showToolbar}
          />
          <IconButton type="submit" icon="send" label={t('Send')} className={css.send} disabled={empty || over} />
        </div>
      </form>
    </div>
  );
}

/** One goes on where one was writing before the field came, and stays where one went instead. Otherwise one begins. */
function useOpened(channelId: string, field: RefObject<HTMLTextAreaElement | null>, handover: Handover): void {
  useLayoutEffect(() => {
    const text = field.current;
    const was = handover.take();
    if (!text || was === null) return;
    if (was === undefined) return openOn(text);
    text.focus();
    text.setSelectionRange(...was);
  }, [channelId, field, handover]);
}
