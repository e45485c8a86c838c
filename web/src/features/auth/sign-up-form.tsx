import { useLocation } from '../../router.tsx';
import { useEngine } from '../../engine-context.ts';
import { valid } from '../../hooks/valid.ts';
import { useSubmit } from '../../hooks/use-submit.ts';
import { t } from '../../i18n/t.ts';
import { inviteIn, paths, withNext } from '../../paths.ts';
import { joining, pendingRegistration } from './pending.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { EmailField } from './email-field.tsx';
import { typedPassword } from './typed-password.ts';

interface SignUpFormProps {
  /** Where it leads in the end; an invite there is accepted on the way. */
  readonly next: string | null;
  readonly email: string;
  readonly onEmail: (email: string) => void;
}

const ownTimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Name, address and password: then a code comes by mail. */
export function SignUpForm({ next, email, onEmail }: SignUpFormProps) {
  const { session } = useEngine();
  const [, navigate] = useLocation();
  const invite = inviteIn(next);
  const submit = useSubmit(async (field) => {
    const input = await valid('session.register', {
      displayName: field('displayName'),
      email: field('email'),
      password: field('password'),
      timeZone: ownTimeZone(),
      ...(invite === null ? {} : { invite }),
    });
    const { registration } = await session.register(input);
    pendingRegistration.write({ registration, email: input.email.trim() });
    typedPassword.keep(input.password);
    if (invite !== null) joining.write(invite);
    navigate(withNext(paths.confirm, next));
  });
  return (
    <Form submit={submit} fields={['displayName', 'email', 'password']} label={t('Create your account')}>
      <Field
        label={t('Your name')}
        id="name"
        name="displayName"
        autoComplete="name"
        placeholder={t('Ada Lovelace')}
        first
        error={submit.errorOf('displayName')}
      />
      <EmailField email={email} onEmail={onEmail} placeholder={t('ada@example.org')} error={submit.errorOf('email')} />
      <Field
        label={t('Password')}
        id="new-password"
        name="password"
        type="password"
        autoComplete="new-password"
        hint={t('At least 10 characters. A few words make a good one.')}
        error={submit.errorOf('password')}
      />
      <Button type="submit" look="primary" wide busy={submit.busy}>
        {t('Create account')}
      </Button>
    </Form>
  );
}
