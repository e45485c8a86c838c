import { Link, useLocation } from 'wouter';
import { useEngine } from '../../engine-context.ts';
import { valid } from '../../hooks/problem.ts';
import { useSubmit } from '../../hooks/use-submit.ts';
import { t } from '../../i18n/t.ts';
import { inviteIn, paths, withNext } from '../../paths.ts';
import { pendingRegistration } from '../../remembered.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { useInvitePreview } from '../invite/use-invite-preview.ts';
import { AuthPage } from './auth-page.tsx';
import { useNext } from './next.ts';
import { typedPassword } from './typed-password.ts';

const ownTimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

export function SignUpPage() {
  const { session } = useEngine();
  const [, navigate] = useLocation();
  const next = useNext();
  const invite = inviteIn(next);
  const preview = useInvitePreview(invite);
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
    navigate(withNext(paths.confirm, next));
  });
  return (
    <AuthPage
      title={
        preview.workspaceName
          ? t('Join {workspaceName}', { workspaceName: preview.workspaceName })
          : t('Create your account')
      }
      lead={
        preview.workspaceName
          ? t('{invitedBy} is waiting for you. First, your account.', { invitedBy: preview.invitedBy })
          : t('One minute, no card.')
      }
      foot={
        <>
          {t('Have an account?')} <Link href={withNext(paths.logIn, next)}>{t('Log in')}</Link>
        </>
      }
    >
      <Form submit={submit} fields={['displayName', 'email', 'password']} label={t('Create your account')}>
        <Field
          label={t('Your name')}
          name="displayName"
          autoComplete="name"
          placeholder={t('Ada Lovelace')}
          first
          error={submit.errorOf('displayName')}
        />
        <Field
          label={t('E-mail address')}
          name="email"
          type="email"
          autoComplete="username"
          inputMode="email"
          placeholder={t('ada@example.org')}
          error={submit.errorOf('email')}
        />
        <Field
          label={t('Password')}
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
    </AuthPage>
  );
}
