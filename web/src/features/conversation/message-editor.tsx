import { useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { Message } from '../../../../protocol/message.ts';
import { wrongWithText } from '../../../../protocol/message-text.ts';
import { Problem } from '../../../../protocol/problem.ts';
import { useEngine, useOwnChannel } from '../../engine-context.ts';
import { useAction } from '../../hooks/use-action.ts';
import { errorBodyOf, sentenceOf } from '../../hooks/problem.ts';
import { useFocusBack } from '../../hooks/use-focus-back.ts';
import { t } from '../../i18n/t.ts';
import { usePreferences } from '../../preferences/store.ts';
import { Button } from '../../ui/button.tsx';
import { composes } from '../../ui/composes.ts';
import { Buttons } from '../../ui/form.tsx';
import { quietly } from '../../ui/lazily.tsx';
import { useToast } from '../../ui/toast.tsx';
import { GrowingText } from '../composer/growing-text.tsx';
import { calledBy } from '../composer/called.ts';
import { sends } from '../composer/sends.ts';
import { useSuggestions } from '../composer/use-suggestions.ts';
import { useWriting } from '../composer/use-writing.ts';
import { writeOn } from '../composer/write-on.ts';
import css from './message-editor.module.css';

const Suggestions = quietly(() => import('../composer/suggestions.tsx'));

interface MessageEditorProps {
  readonly message: Message;
  readonly onDone: () => void;
}

/** A message's text while its author changes it. Enter saves, Escape leaves it as it was. */
export default function MessageEditor({ message, onDone }: MessageEditorProps) {
  const engine = useEngine();
  const [called] = useState(() => calledBy(engine));
  const [given, setGiven] = useState(() => ({ text: called.toShown(message.text) }));
  const [text, setText] = useState(given.text);
  const field = useRef<HTMLTextAreaElement>(null);
  const editor = useRef<HTMLDivElement>(null);
  const errorId = useId();
  const toast = useToast();
  useLayoutEffect(() => {
    if (field.current) writeOn(field.current);
  }, []);
  useFocusBack(editor);
  const writing = useWriting(field);
  const { enter } = usePreferences();
  const { busy, error, run } = useAction();
  const { channelId, seq } = message;
  const own = useOwnChannel(channelId);
  const written = { text: () => field.current?.value ?? text, called, write };
  const suggestions = useSuggestions({ draft: written, field, writing });

  function write(next: string): void {
    setText(next);
    setGiven({ text: next });
  }

  const save = () =>
    run(async () => {
      const stored = called.toStored(text);
      if (stored !== message.text) {
        const wrong = wrongWithText(stored);
        if (wrong !== null) throw new Problem('invalid', wrong);
        await engine.editMessage(channelId, seq, stored).catch(fail);
      }
      // Whoever went on to edit something else meanwhile is not disturbed.
      if (editor.current) onDone();
    });

  /** Whoever has left the editor is told all the same. */
  function fail(cause: unknown): never {
    const why = sentenceOf(errorBodyOf(cause));
    if (!editor.current) toast(t('Your change was not saved. {why}', { why }), 'alert');
    throw cause;
  }

  function onKeyDown(event: KeyboardEvent): void {
    Suggestions.preload();
    if (composes(event.nativeEvent)) return;
    if (suggestions.onKeyDown(event)) return event.stopPropagation();
    if (event.key === 'Escape') onDone();
    else if (event.key === 'Enter') {
      if (sends(event, enter)) save();
      else if (!writing.newLine()) return;
    } else if (!writing.onKeyDown(event)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div ref={editor} className={css.editor}>
      <GrowingText
        label={t('Edit message')}
        given={given}
        onChange={(next, caret) => {
          setText(next);
          suggestions.look(next, caret);
        }}
        onBlur={suggestions.close}
        onKeyDown={onKeyDown}
        onPaste={writing.onPaste}
        ref={field}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? errorId : undefined}
        {...suggestions.aria}
      />
      {own && suggestions.used && <Suggestions own={own} anchor={field} {...suggestions.list} />}
      {error && (
        <p id={errorId} className={css.error} role="alert">
          {error}
        </p>
      )}
      <Buttons>
        <Button onClick={onDone}>{t('Cancel')}</Button>
        <Button look="primary" busy={busy} onClick={save}>
          {t('Save')}
        </Button>
      </Buttons>
    </div>
  );
}
