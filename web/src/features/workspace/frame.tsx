import { useEffect, useState, type ReactNode } from 'react';
import { Redirect } from 'wouter';
import type { Workspace } from '../../../../protocol/workspace.ts';
import { useKey, useOwnChannel, useSelect, useWorkspace } from '../../engine-context.ts';
import { useNarrow } from '../../hooks/use-media.ts';
import { useViewportHeight } from '../../hooks/use-viewport-height.ts';
import { paths } from '../../paths.ts';
import { usePreferences } from '../../preferences/store.ts';
import { lastPlace } from '../../remembered.ts';
import { unreadOf } from '../../store/selectors.ts';
import { ErrorBoundary } from '../../ui/error-boundary.tsx';
import { Splash } from '../../ui/splash.tsx';
import { ConversationPane } from '../conversation/conversation-pane.tsx';
import { useShortcuts } from '../keyboard/use-shortcuts.ts';
import { Sidebar } from '../sidebar/sidebar.tsx';
import { ConnectionBar } from './connection-bar.tsx';
import { Dialogs, OpenDialog, type DialogName } from './dialogs.tsx';
import css from './frame.module.css';
import { NotFound } from './not-found.tsx';
import { Rail } from './rail.tsx';

interface FrameProps {
  readonly workspaceId: string;
  readonly channelId: string | undefined;
  readonly seq: number | undefined;
}

/** A workspace: its people's places on the left, one conversation beside them; on a phone one at a time. */
export default function Frame({ workspaceId, channelId, seq }: FrameProps) {
  const workspace = useWorkspace(workspaceId);
  const start = useKey('start');
  const { clock } = usePreferences();
  if (workspace)
    return <Inside key={`${workspaceId} ${clock}`} workspace={workspace} channelId={channelId} seq={seq} />;
  if (start !== 'fresh') return <Splash />;
  return (
    <NotFound title="You are not in this workspace">
      Ask one of its people for an invite link, or go back to yours.
    </NotFound>
  );
}

type InsideProps = Omit<FrameProps, 'workspaceId'> & { readonly workspace: Workspace };

function Inside({ workspace, channelId, seq }: InsideProps) {
  const { workspaceId } = workspace;
  const [dialog, setDialog] = useState<DialogName | null>(null);
  const narrow = useNarrow();
  const last = lastPlace.channel(workspaceId) ?? workspace.generalChannelId;
  const lastIsMine = useOwnChannel(last) !== undefined;
  useViewportHeight();
  useShortcuts(workspaceId, channelId, setDialog);
  useEffect(() => lastPlace.keep(workspaceId, channelId), [workspaceId, channelId]);

  if (channelId === undefined && !narrow) {
    const target = lastIsMine ? last : workspace.generalChannelId;
    return <Redirect to={paths.channel(workspaceId, target)} replace />;
  }
  return (
    <OpenDialog value={setDialog}>
      <div className={css.frame} data-pane={channelId === undefined ? 'list' : 'conversation'}>
        <ConnectionBar />
        <div className={css.panes}>
          <ErrorBoundary what="The list of conversations" panel="sidebar" around={aside}>
            <Rail workspaceId={workspaceId} />
            <Sidebar workspace={workspace} channelId={channelId} />
          </ErrorBoundary>
          {channelId !== undefined && (
            <main className={css.main}>
              <ErrorBoundary key={channelId} what="This conversation" panel="conversation">
                <ConversationPane workspace={workspace} channelId={channelId} seq={seq} />
              </ErrorBoundary>
            </main>
          )}
        </div>
      </div>
      <Dialogs name={dialog} workspaceId={workspaceId} onClose={() => setDialog(null)} />
      <Badge workspaceId={workspaceId} />
    </OpenDialog>
  );
}

const aside = (sentence: ReactNode) => <div className={css.failed}>{sentence}</div>;

/** Mentions in the name of the window, whichever screen has set it. */
function Badge({ workspaceId }: { readonly workspaceId: string }) {
  const mentions = useSelect((state) => unreadOf(state, workspaceId).mentions);
  useEffect(() => {
    const bare = () => document.title.replace(/^\(\d+\) /, '');
    document.title = mentions > 0 ? `(${mentions}) ${bare()}` : bare();
  });
  return null;
}
