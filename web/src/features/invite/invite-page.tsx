import { useCallback, useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import type { ErrorBody } from '../../../../protocol/errors.ts';
import { useEngine, useKey } from '../../engine-context.ts';
import { sentenceOf } from '../../hooks/problem.ts';
import { useAction } from '../../hooks/use-action.ts';
import { t } from '../../i18n/t.ts';
import { paths, withNext } from '../../paths.ts';
import { joining } from '../../remembered.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Splash } from '../../ui/splash.tsx';
import { AuthPage } from '../auth/auth-page.tsx';
import { useInvitePreview } from './use-invite-preview.ts';

/** Where an invite link leads: to the workspace, through sign-up or log-in where needed. */
export default function InvitePage({ secret }: { readonly secret: string }) {
  const { phase } = useKey('session');
  const preview = useInvitePreview(secret);
  if (preview.error) return <Unusable error={preview.error} />;
  if (preview.workspaceName === null || phase === 'unknown') return <Splash />;
  return (
    <AuthPage
      title={t('Join {workspaceName}', { workspaceName: preview.workspaceName })}
      lead={t('{invitedBy} invites you to talk in {workspaceName} on Parley.', {
        invitedBy: preview.invitedBy,
        workspaceName: preview.workspaceName,
      })}
    >
      {phase === 'in' ? <Accept secret={secret} name={preview.workspaceName} /> : <Enter secret={secret} />}
    </AuthPage>
  );
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

/** The two ways in for somebody who is not logged in. */
function Enter({ secret }: { readonly secret: string }) {
  const [, navigate] = useLocation();
  const go = (path: string) => () => {
    joining.write(secret);
    navigate(withNext(path, paths.invite(secret)));
  };
  return (
    <>
      <Button look="primary" wide onClick={go(paths.signUp)}>
        {t('Create an account')}
      </Button>
      <Button wide onClick={go(paths.logIn)}>
        {t('I have an account')}
      </Button>
    </>
  );
}

/** Joins at a click, or at once for those who come back from signing up for this invite. */
function Accept({ secret, name }: { readonly secret: string; readonly name: string }) {
  const engine = useEngine();
  const [, navigate] = useLocation();
  const { busy, error, run } = useAction();
  const [asked] = useState(() => joining.read() === secret);

  const accept = useCallback(async () => {
    const { workspace } = await engine.request('invite.accept', { secret });
    navigate(paths.channel(workspace.workspaceId, workspace.generalChannelId), { replace: true });
  }, [engine, navigate, secret]);

  useEffect(() => {
    if (joining.read() !== secret) return;
    joining.write(null);
    run(accept);
  }, [secret, accept, run]);

  return (
    <>
      {error && <Banner>{error}</Banner>}
      <Button look="primary" wide busy={busy || (asked && !error)} onClick={() => run(accept)}>
        {t('Join {name}', { name })}
      </Button>
    </>
  );
}
