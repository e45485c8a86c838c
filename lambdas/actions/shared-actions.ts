import { inviteAccept } from './invite-accept.ts';
import { inviteCreate } from './invite-create.ts';
import { inviteList } from './invite-list.ts';
import { inviteRevoke } from './invite-revoke.ts';
import { memberChangeRole } from './member-change-role.ts';
import { memberList } from './member-list.ts';
import { memberRemove } from './member-remove.ts';
import { profileList } from './profile-list.ts';
import { profileUpdate } from './profile-update.ts';
import { workspaceCreate } from './workspace-create.ts';
import { workspaceLeave } from './workspace-leave.ts';
import { workspaceRename } from './workspace-rename.ts';
import type { ActionsOver, Registry } from './registry.ts';

type Shared = ActionsOver<'http'> & ActionsOver<'socket'>;

/** Actions that go over both transports. */
export const sharedActions: Partial<Pick<Registry<'http'>, Shared>> = {
  'profile.list': profileList,
  'profile.update': profileUpdate,
  'workspace.create': workspaceCreate,
  'workspace.rename': workspaceRename,
  'workspace.leave': workspaceLeave,
  'member.list': memberList,
  'member.changeRole': memberChangeRole,
  'member.remove': memberRemove,
  'invite.create': inviteCreate,
  'invite.list': inviteList,
  'invite.revoke': inviteRevoke,
  'invite.accept': inviteAccept,
};
