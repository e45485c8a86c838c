import type { ClipboardEvent, InputEvent } from 'react';
import { t } from '../../i18n/t.ts';
import { Field } from '../../ui/field.tsx';
import css from './code-field.module.css';
import { digitsOf, isWhole } from './digits.ts';

interface CodeFieldProps {
  /** There is nothing else to fill in: a whole code is sent, however it came. */
  readonly submits?: boolean;
  readonly error: string | undefined;
}

/** Six digits from a mail, offered by the keyboard where the system knows them. */
export function CodeField({ submits = false, error }: CodeFieldProps) {
  function paste(event: ClipboardEvent<HTMLInputElement>): void {
    const text = event.clipboardData.getData('text');
    if (!isWhole(text)) return;
    event.preventDefault();
    event.currentTarget.value = digitsOf(text);
    if (submits) event.currentTarget.form?.requestSubmit();
  }
  /** Typed, or filled in by the device. */
  function input({ currentTarget: { value, form } }: InputEvent<HTMLInputElement>): void {
    // After the form has heard that the field is typed anew: what is said of the code next is meant for this one.
    if (submits && isWhole(value)) queueMicrotask(() => form?.requestSubmit());
  }
  return (
    <div className={css.code}>
      <Field
        label={t('Code')}
        id="code"
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={12}
        placeholder="000000"
        hint={submits && t('It is confirmed as soon as it is whole.')}
        first
        onInput={input}
        onPaste={paste}
        error={error}
      />
    </div>
  );
}
