import { useId, type SelectHTMLAttributes } from 'react';
import css from './field.module.css';

interface SelectProps extends SelectHTMLAttributes<HTMLSelectElement> {
  readonly label: string;
  readonly name: string;
  readonly error?: string | undefined;
}

/** A labelled choice, the browser's own. */
export function Select({ label, error, children, ...rest }: SelectProps) {
  const id = useId();
  return (
    <div className={css.field}>
      <label htmlFor={id}>{label}</label>
      <select id={id} {...rest} className={css.input} aria-invalid={error ? true : undefined}>
        {children}
      </select>
      {error && (
        <p className={css.error} role="alert">
          {error}
        </p>
      )}
    </div>
  );
}
