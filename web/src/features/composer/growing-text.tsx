import { useLayoutEffect, useRef, type Ref, type TextareaHTMLAttributes } from 'react';
import css from './growing-text.module.css';

interface GrowingTextProps extends Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'onChange' | 'value'> {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string, caret: number) => void;
  readonly ref?: Ref<HTMLTextAreaElement>;
}

/** A text field as high as its text, up to a part of the window. */
export function GrowingText({ label, value, onChange, ref, ...rest }: GrowingTextProps) {
  const own = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const field = own.current;
    if (!field) return;
    field.style.height = 'auto';
    field.style.height = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`;
  }, [value]);
  useLayoutEffect(() => {
    const field = own.current;
    if (rest.autoFocus) field?.setSelectionRange(field.value.length, field.value.length);
  }, [rest.autoFocus]);
  return (
    <textarea
      rows={1}
      {...rest}
      ref={(field) => {
        own.current = field;
        if (typeof ref === 'function') return ref(field);
        if (ref) ref.current = field;
      }}
      className={css.text}
      aria-label={label}
      value={value}
      onChange={({ target }) => onChange(target.value, target.selectionStart)}
    />
  );
}
