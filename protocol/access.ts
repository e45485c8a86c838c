/** Who may call each action and what everyone else is told. Tests read it; the web app does not. */
import type { AccessDeclaration } from './access-declaration.ts';
import { channelAccess } from './channel.access.ts';
import { clientAccess } from './client.access.ts';
import type { ActionName } from './contracts.ts';
import { messageAccess } from './message.access.ts';
import { presenceAccess } from './presence.access.ts';
import { profileAccess } from './profile.access.ts';
import { readMarkerAccess } from './read-marker.access.ts';
import { sessionAccess } from './session.access.ts';
import { socketAccess } from './socket.access.ts';
import { syncAccess } from './sync.access.ts';
import { workspaceAccess } from './workspace.access.ts';

/** An action without a declaration does not compile. */
export const ACCESS = {
  ...sessionAccess,
  ...socketAccess,
  ...profileAccess,
  ...workspaceAccess,
  ...channelAccess,
  ...messageAccess,
  ...readMarkerAccess,
  ...presenceAccess,
  ...syncAccess,
  ...clientAccess,
} as const satisfies Record<ActionName, AccessDeclaration>;
