import { useState } from 'react';
import { Link, Redirect, useLocation } from '../../router.tsx';
import type { Engine } from '../../client/engine.ts';
import { useEngine } from '../../engine-context.ts';
import { valid } from '../../hooks/valid.ts';
import { useAction } from '../../hooks/use-action.ts';
import { useSubmit } from '../../hooks/use-submit.ts';
import { rich } from '../../i18n/rich.ts';
import { t } from '../../i18n/t.ts';
import { paths, withNext } from '../../paths.ts';
import { pendingRegistration, type Registration } from './pending.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import type { Arrival } from './arrival.ts';
import { AuthPage } from './auth-page.tsx';
import { CodeField } from './code-field.tsx';
import { digitsOf } from './digits.ts';
import { useNext } from './next.ts';
import { typedPassword } from './typed-password.ts';

export function ConfirmPage() {
  const [pending] = useState(pendingRegistration.read);
  const next = useNext();
  return pending ? <Confirm pending={pending} /> : <Redirect to={withNext(paths.signUp, next)} />;
}

function Confirm({ pending }: { readonly pending: Registration }) {
  const { session } = useEngine();
  const [, navigate] = useLocation();
  const next = useNext();
  const resend = useAction();
  const [resent, setResent] = useState(false);
  const submit = useSubmit(async (field) => {
    const input = await valid('session.confirm', { registration: pending.registration, code: digitsOf(field('code')) });
    await session.confirm(input.registration, input.code);
    pendingRegistration.write(null);
    if (await loggedIn(session, pending.email)) return;
    const arrival: Arrival = { email: pending.email, notice: t('Your address is confirmed. Log in to go on.') };
    navigate(withNext(paths.logIn, next), { state: arrival });
  });
  return (
    <AuthPage
      title={t('Check your mail')}
      lead={
        <>
          {rich('We sent six digits to {email}. They work for a little while, in this browser.', {
            email: <strong>{pending.email}</strong>,
          })}
        </>
      }
      foot={
        <>
          {t('Wrong address?')}{' '}
          <Link href={withNext(paths.signUp, next)} state={{ email: pending.email }}>
            {t('Start again')}
          </Link>
        </>
      }
    >
      {resend.error && <Banner>{resend.error}</Banner>}
      {resent && !resend.error && <Banner tone="good">{t('A new code is on its way.')}</Banner>}
      <Form submit={submit} fields={['code']} label={t('Confirm your address')}>
        <CodeField submits error={submit.errorOf('code')} />
        <Button type="submit" look="primary" wide busy={submit.busy}>
          {t('Confirm')}
        </Button>
      </Form>
      <Button
        look="quiet"
        busy={resend.busy}
        onClick={() =>
          resend.run(async () => {
            await session.resendCode(pending.registration);
            setResent(true);
          })
        }
      >
        {t('Send a new code')}
      </Button>
    </AuthPage>
  );
}

/** Logs in with the password that was just typed, if this page still knows it. */
async function loggedIn(session: Engine['session'], email: string): Promise<boolean> {
  const password = typedPassword.take();
  if (password === null) return false;
  try {
    await session.logIn(email, password);
    return true;
  } catch {
    return false;
  }
}
