import type { OwnChannel } from '../../../../protocol/channel.ts';
import type { Workspace } from '../../../../protocol/workspace.ts';
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
export function abilitiesOf({ channel, membership }: OwnChannel, workspace: Workspace): Abilities {
  const named = !isDirect(channel);
  const admin = workspace.role !== 'member';
  const manages = named && (admin || membership.role === 'manager');
  return {
    describe: named && !channel.archived,
    rename: manages && !channel.archived && (admin || !channel.general),
    archive: manages && !channel.general,
    add: named && !channel.general && !channel.archived,
    remove: manages && !channel.general,
    leave: !channel.general && channel.kind !== 'direct',
  };
}
