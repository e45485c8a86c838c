import { createContext, lazy, Suspense, use, type ReactNode } from 'react';
import type { WorkspaceId } from '../../../../protocol/ids.ts';
import { t } from '../../i18n/t.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorBoundary } from '../../ui/error-boundary.tsx';

const BrowseDialog = lazy(() => import('../sidebar/browse-dialog.tsx'));
const CreateChannelDialog = lazy(() => import('../sidebar/create-channel-dialog.tsx'));
const StartDirectDialog = lazy(() => import('../sidebar/start-direct-dialog.tsx'));
const InviteDialog = lazy(() => import('../invite/invite-dialog.tsx'));
const PeopleDialog = lazy(() => import('../people/people-dialog.tsx'));
const QuickSwitcher = lazy(() => import('../switcher/quick-switcher.tsx'));
const ShortcutsDialog = lazy(() => import('../keyboard/shortcuts-dialog.tsx'));
const WorkspaceDialog = lazy(() => import('./workspace-dialog.tsx'));

const DIALOGS = {
  browse: BrowseDialog,
  createChannel: CreateChannelDialog,
  direct: StartDirectDialog,
  invite: InviteDialog,
  people: PeopleDialog,
  shortcuts: ShortcutsDialog,
  switcher: QuickSwitcher,
  workspace: WorkspaceDialog,
} as const;
export type DialogName = keyof typeof DIALOGS;

export interface DialogProps {
  readonly workspaceId: WorkspaceId;
  readonly onClose: () => void;
}

export const OpenDialog = createContext<(name: DialogName) => void>(() => {});

/** Opens one of the workspace's dialogs. */
export const useOpenDialog = () => use(OpenDialog);

export function Dialogs({ name, ...props }: DialogProps & { readonly name: DialogName | null }) {
  if (name === null) return null;
  const Shown = DIALOGS[name];
  const around = (sentence: ReactNode) => (
    <Dialog title={t('Something failed')} onClose={props.onClose}>
      {sentence}
    </Dialog>
  );
  return (
    <ErrorBoundary key={name} title={t('This could not be shown')} panel="dialog" around={around}>
      <Suspense>
        <Shown {...props} />
      </Suspense>
    </ErrorBoundary>
  );
}
