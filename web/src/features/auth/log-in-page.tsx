import { useState } from 'react';
import { Link } from '../../router.tsx';
import { useEngine, useKey } from '../../engine-context.ts';
import { valid } from '../../hooks/valid.ts';
import { useSubmit } from '../../hooks/use-submit.ts';
import { t } from '../../i18n/t.ts';
import { inviteIn, paths, withNext } from '../../paths.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { AuthPage } from './auth-page.tsx';
import { useArrival } from './arrival.ts';
import { EmailField } from './email-field.tsx';
import { useNext } from './next.ts';

export function LogInPage() {
  const { session } = useEngine();
  const { ended } = useKey('session');
  const next = useNext();
  const arrival = useArrival();
  const [email, setEmail] = useState(arrival.email ?? '');
  const submit = useSubmit(async (field) => {
    const input = await valid('session.logIn', { email: field('email'), password: field('password') });
    await session.logIn(input.email, input.password);
  });
  return (
    <AuthPage
      title={t('Log in')}
      lead={inviteIn(next) ? t('Log in to accept your invitation.') : undefined}
      foot={
        <>
          {t('New here?')}{' '}
          <Link href={withNext(paths.signUp, next)} state={{ email }}>
            {t('Create an account')}
          </Link>
        </>
      }
    >
      {arrival.notice && <Banner tone="good">{arrival.notice}</Banner>}
      {ended && !arrival.notice && (
        <Banner tone="warm">{t('You were logged out. Log in again to go on; what you have not sent is kept.')}</Banner>
      )}
      <Form submit={submit} fields={['email', 'password']} label={t('Log in')}>
        <EmailField email={email} onEmail={setEmail} first={!arrival.email} error={submit.errorOf('email')} />
        <Field
          label={t('Password')}
          id="current-password"
          name="password"
          type="password"
          autoComplete="current-password"
          first={Boolean(arrival.email)}
          error={submit.errorOf('password')}
        />
        <Button type="submit" look="primary" wide busy={submit.busy}>
          {t('Log in')}
        </Button>
      </Form>
      <Link href={withNext(paths.forgot, next)} state={{ email }}>
        {t('Forgot your password?')}
      </Link>
    </AuthPage>
  );
}
