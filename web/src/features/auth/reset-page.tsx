import { useState } from 'react';
import { Link, useLocation } from '../../router.tsx';
import { useEngine } from '../../engine-context.ts';
import { valid } from '../../hooks/valid.ts';
import { useSubmit } from '../../hooks/use-submit.ts';
import { t } from '../../i18n/t.ts';
import { paths, withNext } from '../../paths.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { useArrival, type Arrival } from './arrival.ts';
import { AuthPage } from './auth-page.tsx';
import { CodeField } from './code-field.tsx';
import { digitsOf } from './digits.ts';
import { EmailField } from './email-field.tsx';
import { useNext } from './next.ts';

export function ResetPage() {
  const { session } = useEngine();
  const [, navigate] = useLocation();
  const next = useNext();
  const [email, setEmail] = useState(useArrival().email ?? '');
  const submit = useSubmit(async (field) => {
    const input = await valid('session.resetPassword', {
      email: field('email'),
      code: digitsOf(field('code')),
      password: field('password'),
    });
    await session.resetPassword(input.email, input.code, input.password);
    const arrival: Arrival = { email: input.email.trim(), notice: t('Your new password is set. Log in with it.') };
    navigate(withNext(paths.logIn, next), { state: arrival });
  });
  return (
    <AuthPage
      title={t('Set a new password')}
      lead={t('If the address has an account, a mail with six digits is on its way.')}
      foot={
        <>
          {t('No mail?')}{' '}
          <Link href={withNext(paths.forgot, next)} state={{ email }}>
            {t('Send another code')}
          </Link>
        </>
      }
    >
      <Form submit={submit} fields={['email', 'code', 'password']} label={t('Set a new password')}>
        <EmailField email={email} onEmail={setEmail} error={submit.errorOf('email')} />
        <CodeField error={submit.errorOf('code')} />
        <Field
          label={t('New password')}
          id="new-password"
          name="password"
          type="password"
          autoComplete="new-password"
          hint={t('At least 10 characters.')}
          error={submit.errorOf('password')}
        />
        <Button type="submit" look="primary" wide busy={submit.busy}>
          {t('Set password')}
        </Button>
      </Form>
    </AuthPage>
  );
}
