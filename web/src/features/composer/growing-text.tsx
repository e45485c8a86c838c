import { useCallback, useLayoutEffect, useRef, type Ref, type TextareaHTMLAttributes } from 'react';
import css from './growing-text.module.css';

interface GrowingTextProps extends Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'onChange' | 'value'> {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string, caret: number) => void;
  readonly ref?: Ref<HTMLTextAreaElement>;
  /** Typing begins here, after what is there. */
  readonly first?: boolean;
}

/** Then the styles say it, and nobody has to measure the whole text at every keystroke. */
const GROWS_BY_ITSELF = CSS.supports('field-sizing', 'content');

/** A text field as high as its text, up to a part of the window. */
export function GrowingText({ label, value, onChange, ref, first = false, ...rest }: GrowingTextProps) {
  const own = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const field = own.current;
    if (!field || GROWS_BY_ITSELF) return;
    field.style.height = 'auto';
    field.style.height = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`;
  }, [value]);
  useLayoutEffect(() => {
    const field = own.current;
    if (!first || !field) return;
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
  }, [first]);
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
      value={value}
      onChange={({ target }) => onChange(target.value, target.selectionStart)}
    />
  );
}
