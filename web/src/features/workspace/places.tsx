import type { Workspace } from '../../../../protocol/workspace.ts';
import { Sidebar } from '../sidebar/sidebar.tsx';
import { Rail } from './rail.tsx';

interface PlacesProps {
  readonly workspace: Workspace;
  readonly channelId: string | undefined;
}

/** All places one can go to: the workspaces, and the conversations of the one that is shown. Their room is there before they are. */
export default function Places({ workspace, channelId }: PlacesProps) {
  return (
    <>
      <Rail workspaceId={workspace.workspaceId} />
      <Sidebar workspace={workspace} channelId={channelId} />
    </>
  );
}
