import { Link, useLocation } from 'wouter';
import { useEngine } from '../../engine-context.ts';
import { valid } from '../../hooks/problem.ts';
import { useSubmit } from '../../hooks/use-submit.ts';
import { t } from '../../i18n/t.ts';
import { paths, withNext } from '../../paths.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import type { Arrival } from './arrival.ts';
import { AuthPage } from './auth-page.tsx';
import { useNext } from './next.ts';

export function ForgotPage() {
  const { session } = useEngine();
  const [, navigate] = useLocation();
  const next = useNext();
  const submit = useSubmit(async (field) => {
    const { email } = await valid('session.forgotPassword', { email: field('email') });
    await session.forgotPassword(email);
    const arrival: Arrival = { email: email.trim() };
    navigate(withNext(paths.reset, next), { state: arrival });
  });
  return (
    <AuthPage
      title={t('Forgot your password?')}
      lead={t('If this address has an account, we send it a code for a new password.')}
      foot={<Link href={withNext(paths.logIn, next)}>{t('Back to log in')}</Link>}
    >
      <Form submit={submit} fields={['email']} label={t('Forgot your password')}>
        <Field
          label={t('E-mail address')}
          name="email"
          type="email"
          autoComplete="username"
          inputMode="email"
          first
          error={submit.errorOf('email')}
        />
        <Button type="submit" look="primary" wide busy={submit.busy}>
          {t('Send the code')}
        </Button>
      </Form>
    </AuthPage>
  );
}
