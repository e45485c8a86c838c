import type { ReactNode } from 'react';
import { firstScreen } from './early.ts';
import { useKey } from './engine-context.ts';
import type * as Pages from './features/auth/pages.ts';
import { useNext } from './features/auth/next.ts';
import { Home } from './features/workspace/home.tsx';
import { Nowhere } from './features/workspace/later.ts';
import { paths, withNext, WORKSPACE_ROUTE } from './paths.ts';
import { Redirect, useLocation, usePath } from './router.tsx';
import { lazily } from './ui/lazily.tsx';
import { Splash } from './ui/splash.tsx';

const splash = <Splash />;
const auth = (name: keyof typeof Pages) =>
  lazily(async () => ({ default: (await import('./features/auth/pages.ts'))[name] }), splash);
const LogInPage = auth('LogInPage');
const SignUpPage = auth('SignUpPage');
const ConfirmPage = auth('ConfirmPage');
const ForgotPage = auth('ForgotPage');
const ResetPage = auth('ResetPage');
const InvitePage = lazily(() => import('./features/invite/invite-page.tsx'), splash);
const NewWorkspacePage = lazily(() => import('./features/workspace/new-workspace-page.tsx'), splash);
const SettingsPage = lazily(() => import('./features/settings/settings-page.tsx'), splash);
const UiPage = lazily(() => import('./features/dev/ui-page.tsx'), splash);
const Frame = lazily(() => import('./features/workspace/frame.tsx'), splash);
// On their way already.
if (firstScreen === 'workspace') Frame.preload();
else if (firstScreen === 'log-in') LogInPage.preload();

const SETTINGS = /^\/settings(?:\/(?<section>[^/]+))?$/i;
const INVITE = /^\/invite\/(?<secret>[^/]+)$/i;

export function Routes() {
  const location = usePath();
  const path = location === '/' ? location : location.replace(/\/$/, '');
  return PAGES[path.toLowerCase()]?.() ?? pageAt(path) ?? <Nowhere />;
}

const PAGES: Readonly<Partial<Record<string, () => ReactNode>>> = {
  [paths.home]: () => member(<Home />),
  [paths.logIn]: () => guest(<LogInPage />),
  [paths.signUp]: () => guest(<SignUpPage />),
  [paths.confirm]: () => guest(<ConfirmPage />),
  [paths.forgot]: () => guest(<ForgotPage />),
  [paths.reset]: () => guest(<ResetPage />),
  [paths.newWorkspace]: () => member(<NewWorkspacePage />),
  '/dev/ui': () => <UiPage />,
};

/** Pages whose address says more than which page. */
function pageAt(path: string): ReactNode {
  const secret = INVITE.exec(path)?.groups?.['secret'];
  if (secret !== undefined) return <InvitePage secret={secret} />;
  const settings = SETTINGS.exec(path);
  if (settings) return member(<SettingsPage section={settings.groups?.['section'] ?? 'profile'} />);
  const { workspaceId, channelId, seq }: Partial<Record<string, string>> = WORKSPACE_ROUTE.exec(path)?.groups ?? {};
  if (workspaceId === undefined) return null;
  return member(<Frame workspaceId={workspaceId} channelId={channelId} seq={seq ? Number(seq) : undefined} />);
}

const guest = (page: ReactNode) => <Guest>{page}</Guest>;
const member = (page: ReactNode) => <Member>{page}</Member>;

/** Pages for people who are not logged in; others go where they wanted to. */
function Guest({ children }: { readonly children: ReactNode }) {
  const { phase } = useKey('session');
  const next = useNext();
  if (phase === 'unknown') return <Splash />;
  return phase === 'in' ? <Redirect to={next ?? paths.home} /> : children;
}

/** Pages for people who are logged in; others log in first and come back. */
function Member({ children }: { readonly children: ReactNode }) {
  const { phase } = useKey('session');
  const me = useKey('me');
  const [location] = useLocation();
  if (phase === 'out') return <Redirect to={withNext(paths.logIn, location === paths.home ? null : location)} />;
  return phase === 'unknown' || !me ? <Splash /> : children;
}
