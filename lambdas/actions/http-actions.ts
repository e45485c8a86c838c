import { accountDeactivate } from './account-deactivate.ts';
import { accountReactivate } from './account-reactivate.ts';
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
import { clientReport } from './client-report.ts';
import { directStart } from './direct-start.ts';
import { inviteAccept } from './invite-accept.ts';
import { inviteCreate } from './invite-create.ts';
import { inviteList } from './invite-list.ts';
import { invitePreview } from './invite-preview.ts';
import { inviteRevoke } from './invite-revoke.ts';
import { memberChangeRole } from './member-change-role.ts';
import { memberList } from './member-list.ts';
import { memberRemove } from './member-remove.ts';
import { profileList } from './profile-list.ts';
import { profileUpdate } from './profile-update.ts';
import type { Registry } from './registry.ts';
import { sessionChangePassword } from './session-change-password.ts';
import { sessionConfirm } from './session-confirm.ts';
import { sessionEnd } from './session-end.ts';
import { sessionForgotPassword } from './session-forgot-password.ts';
import { sessionList } from './session-list.ts';
import { sessionLogIn } from './session-log-in.ts';
import { sessionLogOutEverywhere } from './session-log-out-everywhere.ts';
import { sessionLogOut } from './session-log-out.ts';
import { sessionRefresh } from './session-refresh.ts';
import { sessionRegister } from './session-register.ts';
import { sessionResendCode } from './session-resend-code.ts';
import { sessionResetPassword } from './session-reset-password.ts';
import { sharedActions } from './shared-actions.ts';
import { socketTicket } from './socket-ticket.ts';
import { workspaceCreate } from './workspace-create.ts';
import { workspaceLeave } from './workspace-leave.ts';
import { workspaceRename } from './workspace-rename.ts';

/** Every action that goes over HTTP. */
export const httpActions: Registry<'http'> = {
  ...sharedActions,
  'session.register': sessionRegister,
  'session.resendCode': sessionResendCode,
  'session.confirm': sessionConfirm,
  'session.logIn': sessionLogIn,
  'session.refresh': sessionRefresh,
  'session.logOut': sessionLogOut,
  'session.logOutEverywhere': sessionLogOutEverywhere,
  'session.forgotPassword': sessionForgotPassword,
  'session.resetPassword': sessionResetPassword,
  'session.changePassword': sessionChangePassword,
  'session.list': sessionList,
  'session.end': sessionEnd,
  'socket.ticket': socketTicket,
  'profile.list': profileList,
  'profile.update': profileUpdate,
  'account.deactivate': accountDeactivate,
  'account.reactivate': accountReactivate,
  'workspace.create': workspaceCreate,
  'workspace.rename': workspaceRename,
  'workspace.leave': workspaceLeave,
  'member.list': memberList,
  'member.changeRole': memberChangeRole,
  'member.remove': memberRemove,
  'invite.create': inviteCreate,
  'invite.list': inviteList,
  'invite.revoke': inviteRevoke,
  'invite.preview': invitePreview,
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
  'client.report': clientReport,
};
