import type { OwnChannel } from '../../../../protocol/channel.ts';
import type { Workspace } from '../../../../protocol/workspace.ts';
import { isVisit } from '../../store/visit.ts';
import { isDirect } from '../conversation-name.ts';

export interface Abilities {
  readonly describe: boolean;
  readonly rename: boolean;
  readonly archive: boolean;
  readonly add: boolean;
  readonly remove: boolean;
  readonly leave: boolean;
}

/** What to offer in a conversation. The server decides; this only spares refusals. */
export function abilitiesOf(own: OwnChannel, workspace: Workspace): Abilities {
  const { channel, membership } = own;
  const named = !isDirect(channel);
  const admin = workspace.role !== 'member';
  const inside = !isVisit(own);
  const manages = named && (admin || membership.role === 'manager');
  return {
    describe: named && (inside || admin) && !channel.archived,
    rename: manages && !channel.archived && (admin || !channel.general),
    archive: manages && !channel.general,
    add: named && (inside || admin) && !channel.general && !channel.archived,
    remove: manages && !channel.general,
    leave: inside && !channel.general && channel.kind !== 'direct',
  };
}
