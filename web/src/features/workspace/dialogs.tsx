import { useEffect, type ComponentType, type ReactNode } from 'react';
import { t } from '../../i18n/t.ts';
import { ErrorBoundary } from '../../ui/error-boundary.tsx';
import { lazily } from '../../ui/lazily.tsx';
import { preloadEdge } from '../conversation/message-list.tsx';
import { preloadDeeds } from '../conversation/message-row.tsx';
import Paper from '../conversation/paper.tsx';
import type { DialogName, DialogProps } from './open-dialog.ts';

const Dialog = lazily(async () => ({ default: (await import('../../ui/dialog.tsx')).Dialog }));
const BrowseDialog = lazily(() => import('../sidebar/browse-dialog.tsx'));
const CreateChannelDialog = lazily(() => import('../sidebar/create-channel-dialog.tsx'));
const StartDirectDialog = lazily(() => import('../sidebar/start-direct-dialog.tsx'));
const InviteDialog = lazily(() => import('../invite/invite-dialog.tsx'));
const PeopleDialog = lazily(() => import('../people/people-dialog.tsx'));
const QuickSwitcher = lazily(() => import('../switcher/quick-switcher.tsx'));
const ShortcutsDialog = lazily(() => import('../keyboard/shortcuts-dialog.tsx'));
const WorkspaceDialog = lazily(() => import('./workspace-dialog.tsx'));

const DIALOGS: Readonly<Record<DialogName, ComponentType<DialogProps>>> = {
  browse: BrowseDialog,
  createChannel: CreateChannelDialog,
  direct: StartDirectDialog,
  invite: InviteDialog,
  people: PeopleDialog,
  shortcuts: ShortcutsDialog,
  switcher: QuickSwitcher,
  workspace: WorkspaceDialog,
};
/** After the conversation is on screen. */
const PRELOAD_MS = 500;

interface DialogsProps extends DialogProps {
  readonly name: DialogName | null;
  readonly channelId: string | undefined;
}

/** The dialog that is open, and what is shown on paper. They come right after the first frame. */
export default function Dialogs({ name, channelId, ...props }: DialogsProps) {
  // What is typed after its keys must not end in the composer.
  useEffect(() => {
    const timer = setTimeout(() => {
      QuickSwitcher.preload();
      preloadDeeds();
      preloadEdge();
    }, PRELOAD_MS);
    return () => clearTimeout(timer);
  }, []);
  if (name === null) return channelId === undefined ? null : <Paper channelId={channelId} />;
  const Shown = DIALOGS[name];
  const around = (sentence: ReactNode) => (
    <Dialog title={t('Something failed')} onClose={props.onClose}>
      {sentence}
    </Dialog>
  );
  return (
    <ErrorBoundary key={name} title={t('This could not be shown')} panel="dialog" around={around}>
      <Shown {...props} />
    </ErrorBoundary>
  );
}
