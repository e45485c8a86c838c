import { useState } from 'react';
import { Link, useLocation } from '../../router.tsx';
import { useEngine } from '../../engine-context.ts';
import { valid } from '../../hooks/valid.ts';
import { useSubmit } from '../../hooks/use-submit.ts';
import { t } from '../../i18n/t.ts';
import { paths, withNext } from '../../paths.ts';
import { Button } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { useArrival, type Arrival } from './arrival.ts';
import { AuthPage } from './auth-page.tsx';
import { EmailField } from './email-field.tsx';
import { useNext } from './next.ts';

export function ForgotPage() {
  const { session } = useEngine();
  const [, navigate] = useLocation();
  const next = useNext();
  const [email, setEmail] = useState(useArrival().email ?? '');
  const submit = useSubmit(async (field) => {
    const input = await valid('session.forgotPassword', { email: field('email') });
    await session.forgotPassword(input.email);
    const arrival: Arrival = { email: input.email.trim() };
    navigate(withNext(paths.reset, next), { state: arrival });
  });
  return (
    <AuthPage
      title={t('Forgot your password?')}
      lead={t('If this address has an account, we send it a code for a new password.')}
      foot={
        <Link href={withNext(paths.logIn, next)} state={{ email }}>
          {t('Back to log in')}
        </Link>
      }
    >
      <Form submit={submit} fields={['email']} label={t('Forgot your password')}>
        <EmailField email={email} onEmail={setEmail} first error={submit.errorOf('email')} />
        <Button type="submit" look="primary" wide busy={submit.busy}>
          {t('Send the code')}
        </Button>
      </Form>
    </AuthPage>
  );
}
