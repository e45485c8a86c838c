import { useState } from 'react';
import { Link } from '../../router.tsx';
import { t } from '../../i18n/t.ts';
import { inviteIn, paths, withNext } from '../../paths.ts';
import { useInvitePreview } from '../invite/use-invite-preview.ts';
import { useArrival } from './arrival.ts';
import { AuthPage } from './auth-page.tsx';
import { useNext } from './next.ts';
import { SignUpForm } from './sign-up-form.tsx';

export function SignUpPage() {
  const next = useNext();
  const { workspaceName, invitedBy } = useInvitePreview(inviteIn(next));
  const [email, setEmail] = useState(useArrival().email ?? '');
  return (
    <AuthPage
      title={workspaceName === null ? t('Create your account') : t('Join {workspaceName}', { workspaceName })}
      lead={
        workspaceName === null
          ? t('One minute, no card.')
          : t('{invitedBy} is waiting for you. First, your account.', { invitedBy })
      }
      foot={
        <>
          {t('Have an account?')}{' '}
          <Link href={withNext(paths.logIn, next)} state={{ email }}>
            {t('Log in')}
          </Link>
        </>
      }
    >
      <SignUpForm next={next} email={email} onEmail={setEmail} />
    </AuthPage>
  );
}
