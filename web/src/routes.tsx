import { lazy, Suspense, type ReactNode } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { useKey } from './engine-context.ts';
import { useNext } from './features/auth/next.ts';
import { Home } from './features/workspace/home.tsx';
import { NotFound } from './features/workspace/not-found.tsx';
import { paths, withNext, WORKSPACE_ROUTE } from './paths.ts';
import { Splash } from './ui/splash.tsx';

const auth = () => import('./features/auth/pages.ts');
const LogInPage = lazy(() => auth().then(({ LogInPage: page }) => ({ default: page })));
const SignUpPage = lazy(() => auth().then(({ SignUpPage: page }) => ({ default: page })));
const ConfirmPage = lazy(() => auth().then(({ ConfirmPage: page }) => ({ default: page })));
const ForgotPage = lazy(() => auth().then(({ ForgotPage: page }) => ({ default: page })));
const ResetPage = lazy(() => auth().then(({ ResetPage: page }) => ({ default: page })));
const InvitePage = lazy(() => import('./features/invite/invite-page.tsx'));
const NewWorkspacePage = lazy(() => import('./features/workspace/new-workspace-page.tsx'));
const SettingsPage = lazy(() => import('./features/settings/settings-page.tsx'));
const UiPage = lazy(() => import('./features/dev/ui-page.tsx'));
const frame = () => import('./features/workspace/frame.tsx');
const Frame = lazy(frame);
// It comes while the session is being restored, not after.
if (window.location.pathname.startsWith('/w/')) void frame();

export function Routes() {
  return (
    <Suspense fallback={<Splash />}>
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
    </Suspense>
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
