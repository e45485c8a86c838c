import type { ReactNode } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { useKey } from './engine-context.ts';
import { useNext } from './features/auth/next.ts';
import { Home } from './features/workspace/home.tsx';
import { NotFound } from './features/workspace/not-found.tsx';
import { paths, withNext, WORKSPACE_ROUTE } from './paths.ts';
import { lastPlace } from './remembered.ts';
import { lazily } from './ui/lazily.tsx';
import { Splash } from './ui/splash.tsx';

const auth = () => import('./features/auth/pages.ts');
const splash = <Splash />;
const LogInPage = lazily(async () => ({ default: (await auth()).LogInPage }), splash);
const SignUpPage = lazily(async () => ({ default: (await auth()).SignUpPage }), splash);
const ConfirmPage = lazily(async () => ({ default: (await auth()).ConfirmPage }), splash);
const ForgotPage = lazily(async () => ({ default: (await auth()).ForgotPage }), splash);
const ResetPage = lazily(async () => ({ default: (await auth()).ResetPage }), splash);
const InvitePage = lazily(() => import('./features/invite/invite-page.tsx'), splash);
const NewWorkspacePage = lazily(() => import('./features/workspace/new-workspace-page.tsx'), splash);
const SettingsPage = lazily(() => import('./features/settings/settings-page.tsx'), splash);
const UiPage = lazily(() => import('./features/dev/ui-page.tsx'), splash);
const Frame = lazily(() => import('./features/workspace/frame.tsx'), splash);
// It comes while the session is being restored, not after.
const { pathname } = window.location;
if (pathname.startsWith('/w/') || (pathname === paths.home && lastPlace.workspace() !== null)) Frame.preload();
else if (pathname === paths.home || pathname === paths.logIn) LogInPage.preload();

export function Routes() {
  return (
    <Switch>
      <Route path={paths.logIn}>{guest(<LogInPage />)}</Route>
      <Route path={paths.signUp}>{guest(<SignUpPage />)}</Route>
      <Route path={paths.confirm}>{guest(<ConfirmPage />)}</Route>
      <Route path={paths.forgot}>{guest(<ForgotPage />)}</Route>
      <Route path={paths.reset}>{guest(<ResetPage />)}</Route>
      <Route path="/invite/:secret">{({ secret }) => <InvitePage secret={secret} />}</Route>
      <Route path={paths.home}>{member(<Home />)}</Route>
      <Route path={paths.newWorkspace}>{member(<NewWorkspacePage />)}</Route>
      <Route path="/settings/:section?">
        {({ section }) => member(<SettingsPage section={section ?? 'profile'} />)}
      </Route>
      <Route path="/dev/ui">
        <UiPage />
      </Route>
      <Route path={WORKSPACE_ROUTE}>
        {({ workspaceId = '', channelId, seq }: Partial<Record<string, string>>) =>
          member(<Frame workspaceId={workspaceId} channelId={channelId} seq={seq ? Number(seq) : undefined} />)
        }
      </Route>
      <Route>
        <NotFound />
      </Route>
    </Switch>
  );
}

const guest = (page: ReactNode) => <Guest>{page}</Guest>;
const member = (page: ReactNode) => <Member>{page}</Member>;

/** Pages for people who are not logged in; others go where they wanted to. */
function Guest({ children }: { readonly children: ReactNode }) {
  const { phase } = useKey('session');
  const next = useNext();
  if (phase === 'unknown') return <Splash />;
  return phase === 'in' ? <Redirect to={next ?? paths.home} replace /> : children;
}

/** Pages for people who are logged in; others log in first and come back. */
function Member({ children }: { readonly children: ReactNode }) {
  const { phase } = useKey('session');
  const me = useKey('me');
  const [location] = useLocation();
  if (phase === 'out')
    return <Redirect to={withNext(paths.logIn, location === paths.home ? null : location)} replace />;
  return phase === 'unknown' || !me ? <Splash /> : children;
}
