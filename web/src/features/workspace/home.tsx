import { Redirect } from '../../router.tsx';
import { useKey } from '../../engine-context.ts';
import { paths } from '../../paths.ts';
import { lastPlace } from '../../remembered.ts';
import { Splash } from '../../ui/splash.tsx';

/** Goes where the person was last. */
export function Home() {
  const workspaces = useKey('workspaces');
  const start = useKey('start');
  const last = lastPlace.workspace();
  const workspace = workspaces.find(({ workspaceId }) => workspaceId === last) ?? workspaces[0];
  if (workspace) return <Redirect to={paths.workspace(workspace.workspaceId)} />;
  return start === 'fresh' ? <Redirect to={paths.newWorkspace} /> : <Splash />;
}
