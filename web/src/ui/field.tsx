import { useId, useState, type InputHTMLAttributes, type ReactNode } from 'react';
import { t } from '../i18n/t.ts';
import css from './field.module.css';
import { focusFirst } from './focus-first.ts';
import { Icon } from './icon.tsx';
import { PAGE_ICONS } from './page-icons.ts';

interface FieldProps extends InputHTMLAttributes<HTMLInputElement> {
  readonly label: string;
  readonly name: string;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
  /** Typing begins here. */
  readonly first?: boolean;
}

/** A labelled input with a hint, and its refusal beside it. Passwords can be shown. */
export function Field({ label, hint, error, first = false, type = 'text', ...rest }: FieldProps) {
  const own = useId();
  const id = rest.id ?? own;
  const [shown, setShown] = useState(false);
  const secret = type === 'password';
  return (
    <div className={css.field}>
      <label htmlFor={id}>{label}</label>
      <div className={css.box}>
        <input
          id={id}
          type={secret && shown ? 'text' : type}
          {...rest}
          ref={first ? focusFirst : undefined}
          className={css.input}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-error` : hint ? `${id}-hint` : undefined}
        />
        {secret && (
          <button
            type="button"
            className={css.show}
            aria-label={shown ? t('Hide what is typed') : t('Show what is typed')}
            aria-pressed={shown}
            onClick={() => setShown(!shown)}
          >
            <Icon name={PAGE_ICONS.eye} />
          </button>
        )}
      </div>
      {error ? (
        <p id={`${id}-error`} className={css.error} role="alert">
          {error}
        </p>
      ) : (
        hint && (
          <p id={`${id}-hint`} className={css.hint}>
            {hint}
          </p>
        )
      )}
    </div>
  );
}
