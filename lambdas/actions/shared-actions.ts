import { channelAddMembers } from './channel-add-members.ts';
import { channelArchive } from './channel-archive.ts';
import { channelBrowse } from './channel-browse.ts';
import { channelCreate } from './channel-create.ts';
import { channelDescribe } from './channel-describe.ts';
import { channelGet } from './channel-get.ts';
import { channelJoin } from './channel-join.ts';
import { channelLeave } from './channel-leave.ts';
import { channelMembers } from './channel-members.ts';
import { channelRemoveMember } from './channel-remove-member.ts';
import { channelRename } from './channel-rename.ts';
import { channelUnarchive } from './channel-unarchive.ts';
import { directStart } from './direct-start.ts';
import { inviteAccept } from './invite-accept.ts';
import { inviteCreate } from './invite-create.ts';
import { inviteList } from './invite-list.ts';
import { inviteRevoke } from './invite-revoke.ts';
import { memberChangeRole } from './member-change-role.ts';
import { memberList } from './member-list.ts';
import { memberRemove } from './member-remove.ts';
import { messageDelete } from './message-delete.ts';
import { messageEdit } from './message-edit.ts';
import { messageList } from './message-list.ts';
import { messageSend } from './message-send.ts';
import { profileList } from './profile-list.ts';
import { profileUpdate } from './profile-update.ts';
import { readMarkerCount } from './read-marker-count.ts';
import { readMarkerMove } from './read-marker-move.ts';
import type { ActionsOver, Registry } from './registry.ts';
import { syncChanges } from './sync-changes.ts';
import { syncCheck } from './sync-check.ts';
import { syncStart } from './sync-start.ts';
import { workspaceCreate } from './workspace-create.ts';
import { workspaceLeave } from './workspace-leave.ts';
import { workspaceRename } from './workspace-rename.ts';

type Shared = ActionsOver<'http'> & ActionsOver<'socket'>;

/** Actions that go over both transports. */
export const sharedActions: Pick<Registry<'http'>, Shared> = {
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
  'channel.create': channelCreate,
  'channel.browse': channelBrowse,
  'channel.get': channelGet,
  'channel.join': channelJoin,
  'channel.leave': channelLeave,
  'channel.rename': channelRename,
  'channel.describe': channelDescribe,
  'channel.archive': channelArchive,
  'channel.unarchive': channelUnarchive,
  'channel.members': channelMembers,
  'channel.addMembers': channelAddMembers,
  'channel.removeMember': channelRemoveMember,
  'direct.start': directStart,
  'message.send': messageSend,
  'message.edit': messageEdit,
  'message.delete': messageDelete,
  'message.list': messageList,
  'readMarker.move': readMarkerMove,
  'readMarker.count': readMarkerCount,
  'sync.start': syncStart,
  'sync.check': syncCheck,
  'sync.changes': syncChanges,
};
