import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Redirect, useLocation } from '../../router.tsx';
import type { Workspace } from '../../../../protocol/workspace.ts';
import { useOwnChannel, useSelect } from '../../engine-context.ts';
import { useNarrow } from '../../hooks/use-media.ts';
import { useSecond } from '../../hooks/use-second.ts';
import { useViewportHeight } from '../../hooks/use-viewport-height.ts';
import { t } from '../../i18n/t.ts';
import { paths } from '../../paths.ts';
import { lastPlace } from '../../remembered.ts';
import { unreadOf } from '../../store/selectors.ts';
import { ErrorBoundary } from '../../ui/error-boundary.tsx';
import { lazily, quietly } from '../../ui/lazily.tsx';
import { ConversationPane } from '../conversation/conversation-pane.tsx';
import { useShortcuts } from '../keyboard/use-shortcuts.ts';
import { ShowProfile } from '../people/show-profile.ts';
import css from './frame.module.css';
import { OpenDialog, type DialogName } from './open-dialog.ts';
import { useEdgeSwipe } from './use-edge-swipe.ts';
import { useProfileBeside } from './use-profile-beside.tsx';

const Dialogs = quietly(() => import('./dialogs.tsx'));
const ConnectionBar = quietly(() => import('./connection-bar.tsx'));
const Places = lazily(() => import('./places.tsx'), <div className={css.coming} />);
// They come while what is kept is read, not after.
Places.preload();

interface InsideProps {
  readonly workspace: Workspace;
  readonly channelId: string | undefined;
  readonly seq: number | undefined;
}

/** The workspace's places on the left, one conversation beside them; on a phone one at a time. */
export function Inside({ workspace, channelId, seq }: InsideProps) {
  const { workspaceId, generalChannelId } = workspace;
  const [dialog, setDialog] = useState<DialogName | null>(null);
  const [, navigate] = useLocation();
  const narrow = useNarrow();
  const second = useSecond();
  const last = lastPlace.channel(workspaceId) ?? generalChannelId;
  const target = paths.channel(workspaceId, useOwnChannel(last) === undefined ? generalChannelId : last);
  const frame = useRef<HTMLDivElement>(null);
  const drawer = useRef<HTMLDivElement>(null);
  const [beside, showProfile] = useProfileBeside(workspaceId, channelId);
  useViewportHeight();
  useShortcuts(workspaceId, channelId, setDialog);
  useEdgeSwipe(frame, drawer, narrow && second, (open) => navigate(open ? paths.workspace(workspaceId) : target));
  useEffect(() => lastPlace.keep(workspaceId, channelId), [workspaceId, channelId]);

  if (channelId === undefined && !narrow) return <Redirect to={target} />;
  return (
    <OpenDialog value={setDialog}>
      <ShowProfile value={showProfile}>
        <div ref={frame} className={css.frame} data-pane={channelId === undefined ? 'list' : 'conversation'}>
          {second && <ConnectionBar />}
          <div className={css.panes}>
            <div ref={drawer} className={css.drawer} inert={channelId === undefined && beside !== null}>
              <ErrorBoundary title={t('The list of conversations could not be shown')} panel="sidebar" around={aside}>
                {second || channelId === undefined ? (
                  <Places workspace={workspace} channelId={channelId} />
                ) : (
                  <div className={css.coming} />
                )}
              </ErrorBoundary>
            </div>
            {channelId === undefined ? (
              beside && <div className={css.over}>{beside.panel}</div>
            ) : (
              <main className={css.main}>
                <ErrorBoundary of={channelId} title={t('This conversation could not be shown')} panel="conversation">
                  <ConversationPane workspace={workspace} channelId={channelId} seq={seq} beside={beside} />
                </ErrorBoundary>
              </main>
            )}
          </div>
        </div>
        {second && (
          <Dialogs name={dialog} workspaceId={workspaceId} channelId={channelId} onClose={() => setDialog(null)} />
        )}
      </ShowProfile>
      <Badge workspaceId={workspaceId} />
    </OpenDialog>
  );
}

const aside = (sentence: ReactNode) => <div className={css.failed}>{sentence}</div>;

/** Mentions and direct messages in the name of the window, whichever screen has set it. */
function Badge({ workspaceId }: { readonly workspaceId: string }) {
  const calls = useSelect((state) => unreadOf(state, workspaceId).calls);
  useEffect(() => {
    const bare = () => document.title.replace(/^\(\d+\) /, '');
    document.title = calls > 0 ? `(${calls}) ${bare()}` : bare();
  });
  return null;
}
