import { createContext, use } from 'react';
import type { WorkspaceId } from '../../../../protocol/ids.ts';

export type DialogName =
  | 'browse'
  | 'createChannel'
  | 'direct'
  | 'invite'
  | 'people'
  | 'shortcuts'
  | 'switcher'
  | 'workspace';

export interface DialogProps {
  readonly workspaceId: WorkspaceId;
  readonly onClose: () => void;
}

export const OpenDialog = createContext<(name: DialogName) => void>(() => {});

/** Opens one of the workspace's dialogs. */
export const useOpenDialog = () => use(OpenDialog);
