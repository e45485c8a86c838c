import { accountDeactivate } from './account-deactivate.ts';
import { accountReactivate } from './account-reactivate.ts';
import { invitePreview } from './invite-preview.ts';
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
  'account.deactivate': accountDeactivate,
  'account.reactivate': accountReactivate,
  'invite.preview': invitePreview,
};
