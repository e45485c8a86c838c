import { forbidden, Problem } from '../../protocol/errors.ts';
import { type Actor, actorsOf, type Deed, groundsFor, isImpossible, settingOf } from '../domain/permissions.ts';
import { checkManager, checkMembership } from '../table/channel-member.ts';
import type { Write } from '../table/store.ts';
import { checkWorkspaceAdmin, checkWorkspaceMember } from '../table/workspace-member.ts';
import type { Standing } from './see-channel.ts';

/**
 * Refuses a deed that is not theirs to do.
 * @returns what it rests on, to be checked again in the transaction. @throws forbidden, conflict (not_possible)
 */
export function permit(standing: Standing, deed: Deed): Write {
  const { head, membership, workspaceMember } = standing;
  const setting = settingOf(head);
  if (isImpossible(deed, setting)) {
    throw new Problem('conflict', 'This conversation does not allow that.', { reason: 'not_possible' });
  }
  const grounds = groundsFor(deed, setting, actorsOf(workspaceMember.role, membership?.role));
  if (!grounds) throw forbidden();
  return check(grounds, standing);
}

function check(grounds: Actor, { head, workspaceMember: { workspaceId, userId } }: Standing): Write {
  if (grounds === 'admin') return checkWorkspaceAdmin(workspaceId, userId);
  if (grounds === 'manager') return checkManager(head.channelId, userId);
  if (grounds === 'member') return checkMembership(head.channelId, userId);
  return checkWorkspaceMember(workspaceId, userId);
}
