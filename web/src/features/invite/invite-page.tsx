import { useCallback, useEffect, useState } from 'react';
import { Link, useLocation } from '../../router.tsx';
import type { ErrorBody } from '../../../../protocol/errors.ts';
import { useEngine, useKey } from '../../engine-context.ts';
import { sentenceOf } from '../../hooks/problem.ts';
import { useAction } from '../../hooks/use-action.ts';
import { t } from '../../i18n/t.ts';
import { paths, withNext } from '../../paths.ts';
import { joining } from '../auth/pending.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Splash } from '../../ui/splash.tsx';
import { AuthPage } from '../auth/auth-page.tsx';
import { SignUpForm } from '../auth/sign-up-form.tsx';
import { useInvitePreview } from './use-invite-preview.ts';

interface Invited {
  readonly secret: string;
  readonly workspaceName: string;
  readonly invitedBy: string;
}

/** Where an invite link leads: into the workspace; who has no account yet makes one right here. */
export default function InvitePage({ secret }: { readonly secret: string }) {
  const { phase } = useKey('session');
  const { workspaceName, invitedBy, error } = useInvitePreview(secret);
  if (phase === 'unknown') return <Splash />;
  if (error) return phase === 'in' ? <Ended secret={secret} error={error} /> : <Unusable error={error} />;
  if (workspaceName === null) return <Splash />;
  const Way = phase === 'in' ? Accept : Arrive;
  return <Way secret={secret} workspaceName={workspaceName} invitedBy={invitedBy} />;
}

/** Joins by the invite and goes there. */
function useAccept(secret: string): () => Promise<void> {
  const engine = useEngine();
  const [, navigate] = useLocation();
  return useCallback(async () => {
    const { workspace } = await engine.request('invite.accept', { secret });
    navigate(paths.channel(workspace.workspaceId, workspace.generalChannelId), { replace: true });
  }, [engine, navigate, secret]);
}

/** An invite that works no more still leads a member in: nobody else is let in by it. */
function Ended({ secret, error }: { readonly secret: string; readonly error: ErrorBody }) {
  const accept = useAccept(secret);
  const isKnown = error.code === 'conflict';
  const [isOutside, setOutside] = useState(false);
  useEffect(() => {
    if (isKnown) accept().catch(() => setOutside(true));
  }, [isKnown, accept]);
  return isKnown && !isOutside ? <Splash /> : <Unusable error={error} />;
}

function Unusable({ error }: { readonly error: ErrorBody }) {
  const [, navigate] = useLocation();
  return (
    <AuthPage title={t('This invitation does not work')} lead={t('Ask the person who sent it for a new link.')}>
      {error.code !== 'forbidden' && error.code !== 'invalid' && <Banner>{sentenceOf(error)}</Banner>}
      <Button look="primary" wide onClick={() => navigate(paths.home)}>
        {t('Go to Parley')}
      </Button>
    </AuthPage>
  );
}

const leadOf = ({ invitedBy, workspaceName }: Invited): string =>
  t('{invitedBy} invites you to talk in {workspaceName} on Parley.', { invitedBy, workspaceName });

/** For somebody who is not logged in. */
function Arrive(invited: Invited) {
  const { secret, workspaceName } = invited;
  const [email, setEmail] = useState('');
  const next = paths.invite(secret);
  return (
    <AuthPage
      title={t('Join {workspaceName}', { workspaceName })}
      lead={leadOf(invited)}
      foot={
        <>
          {t('Have an account?')}{' '}
          <Link href={withNext(paths.logIn, next)} state={{ email }} onClick={() => joining.write(secret)}>
            {t('Log in')}
          </Link>
        </>
      }
    >
      <SignUpForm next={next} email={email} onEmail={setEmail} />
    </AuthPage>
  );
}

/** Joins at a click, or at once for those who come back from signing up or logging in for this invite. */
function Accept(invited: Invited) {
  const { secret, workspaceName } = invited;
  const me = useKey('me');
  const { busy, error, run } = useAction();
  const [asked] = useState(() => joining.read() === secret);
  const accept = useAccept(secret);

  useEffect(() => {
    if (joining.read() !== secret) return;
    joining.write(null);
    run(accept);
  }, [secret, accept, run]);

  if (asked && !error) return <Splash />;
  return (
    <AuthPage title={t('Join {workspaceName}', { workspaceName })} lead={leadOf(invited)}>
      {error && <Banner>{error}</Banner>}
      <Button look="primary" wide busy={busy} onClick={() => run(accept)}>
        {t('Join {name}', { name: workspaceName })}
      </Button>
      {me && <p>{t('You join as {name}, {email}.', { name: me.displayName, email: me.email })}</p>}
    </AuthPage>
  );
}
