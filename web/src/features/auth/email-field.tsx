import { t } from '../../i18n/t.ts';
import { Field } from '../../ui/field.tsx';

interface EmailFieldProps {
  readonly email: string;
  readonly onEmail: (email: string) => void;
  readonly placeholder?: string;
  readonly first?: boolean;
  readonly error: string | undefined;
}

/** The address that names an account. What is typed is the page's: it comes along to the next one. */
export function EmailField({ email, onEmail, ...rest }: EmailFieldProps) {
  return (
    <Field
      label={t('E-mail address')}
      id="email"
      name="email"
      type="email"
      autoComplete="username"
      inputMode="email"
      autoCapitalize="none"
      spellCheck={false}
      value={email}
      onChange={({ target }) => onEmail(target.value)}
      {...rest}
    />
  );
}
