import { t } from '../../i18n/t.ts';
import { Field } from '../../ui/field.tsx';
import css from './code-field.module.css';

/** Six digits from a mail, offered by the keyboard where the system knows them. */
export function CodeField({ error }: { readonly error: string | undefined }) {
  return (
    <div className={css.code}>
      <Field
        label={t('Code')}
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={12}
        placeholder="000000"
        first
        error={error}
      />
    </div>
  );
}
