import type { ActionName } from '../../protocol/contracts.ts';

/** Nobody takes these once a working day, on the average: hundreds of messages come on each of them. */
const SELDOM: readonly ActionName[] = [
  'session.register',
  'session.resendCode',
  'session.confirm',
  'session.logIn',
  'session.logOut',
  'session.logOutEverywhere',
  'session.forgotPassword',
  'session.resetPassword',
  'session.changePassword',
  'session.list',
  'session.end',
  'profile.update',
  'account.deactivate',
  'account.reactivate',
  'workspace.create',
  'workspace.rename',
  'workspace.leave',
  'member.list',
  'member.changeRole',
  'member.remove',
  'invite.create',
  'invite.list',
  'invite.revoke',
  'invite.preview',
  'invite.accept',
  'channel.create',
  'channel.browse',
  'channel.get',
  'channel.join',
  'channel.leave',
  'channel.rename',
  'channel.describe',
  'channel.archive',
  'channel.unarchive',
  'channel.members',
  'channel.addMembers',
  'channel.removeMember',
  'direct.start',
  'client.report',
];

/** The assumptions have none of these; a change costs what a message costs. */
const AS_MESSAGES: readonly ActionName[] = ['message.edit', 'message.delete'];

/** Their news go with other actions wherever they can. */
const WITH_OTHERS: readonly ActionName[] = ['presence.set', 'presence.watch', 'readMarker.move', 'socket.renew'];

/** Kept in every browser: asked for of people who are new to it, and nobody is in the hours of a replay. */
const KEPT: readonly ActionName[] = ['profile.list'];

/** Actions that may be missing in a replay, because the bill would not show them. */
export const UNCOUNTED: ReadonlySet<string> = new Set([...SELDOM, ...AS_MESSAGES, ...WITH_OTHERS, ...KEPT]);
