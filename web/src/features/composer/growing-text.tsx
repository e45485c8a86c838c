import { useCallback, useLayoutEffect, useRef, type Ref, type TextareaHTMLAttributes } from 'react';
import css from './growing-text.module.css';

interface GrowingTextProps extends Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'onChange' | 'value'> {
  readonly label: string;
  /** The text to show from now on. What is typed is in the field and does not have to be given back. */
  readonly given: { readonly text: string };
  readonly onChange: (value: string, caret: number) => void;
  readonly ref?: Ref<HTMLTextAreaElement>;
}

/** Then the styles say it, and nobody has to measure the whole text at every keystroke. */
const GROWS_BY_ITSELF = CSS.supports('field-sizing', 'content');

function grow(field: HTMLTextAreaElement): void {
  if (GROWS_BY_ITSELF) return;
  field.style.height = 'auto';
  field.style.height = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`;
}

/** A text field as high as its text, up to a part of the window. */
export function GrowingText({ label, given, onChange, ref, ...rest }: GrowingTextProps) {
  const own = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const field = own.current;
    if (!field) return;
    if (field.value !== given.text) field.value = given.text;
    grow(field);
  }, [given]);
  const take = useCallback(
    (field: HTMLTextAreaElement | null) => {
      own.current = field;
      if (typeof ref === 'function') ref(field);
      else if (ref) ref.current = field;
    },
    [ref],
  );
  return (
    <textarea
      rows={1}
      dir="auto"
      {...rest}
      ref={take}
      className={css.text}
      aria-label={label}
      onChange={({ target }) => {
        grow(target);
        onChange(target.value, target.selectionStart);
      }}
    />
  );
}
