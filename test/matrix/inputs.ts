/** A valid input of every action for a place: what differs from cell to cell is only whom and what it names. */
import type { ActionName, Input } from '../../protocol/contracts.ts';
import { PROTOCOL_VERSION } from '../../protocol/version.ts';
import { PASSWORD } from '../support/server/person.ts';
import type { Subject } from '../../protocol/access-declaration.ts';
import type { Ids } from './subject.ts';

export interface Wanted {
  readonly at: Ids;
  /** What the cell is about, where the action names several kinds of subjects. */
  readonly subject: Subject;
  /** Empty for the declaration's own answers. */
  readonly variant: string;
  readonly self: string;
}
type Inputs = { readonly [A in ActionName]: (wanted: Wanted) => Input<A> };

const WRONG = 'not the password';
const CODE = '000000';
const none = (): Record<string, never> => ({});
const inWorkspace = ({ at: { workspaceId } }: Wanted) => ({ workspaceId });
const inChannel = ({ at }: Wanted) => ({ channelId: at.conversation.channelId });
const ofPerson = ({ at: { userId } }: Wanted) => ({ userId });
const bySecret = ({ at: { secret } }: Wanted) => ({ secret });
const inMember = (wanted: Wanted) => ({ ...inWorkspace(wanted), ...ofPerson(wanted) });

function personOf({ at: { persons }, variant, self }: Wanted): string {
  const named: Readonly<Record<string, string>> = {
    foreignPerson: persons.elsewhere,
    missingPerson: persons.missing,
    expelledPerson: persons.expelled,
    oneself: self,
  };
  return named[variant] ?? persons.here;
}

function seqOf({ at: { conversation }, variant }: Wanted): number {
  const { ofMember, ofRemoved, deleted, notice } = conversation;
  return { ofRemoved, deleted, notice, missingNumber: 999 }[variant] ?? ofMember;
}

const ROLES: Readonly<Record<string, Input<'member.changeRole'>['role']>> = { toMember: 'member', toOwner: 'owner' };
const PLACE: Readonly<Record<string, object>> = { before: { before: 9 }, after: { after: 1 }, around: { around: 2 } };

export const INPUTS: Inputs = {
  'session.register': ({ at: { email } }) => ({ email, password: PASSWORD, displayName: 'Somebody' }),
  'session.resendCode': ({ at: { registration } }) => ({ registration }),
  'session.confirm': ({ at: { registration } }) => ({ registration, code: CODE }),
  'session.logIn': ({ at: { email } }) => ({ email, password: WRONG }),
  'session.refresh': none,
  'session.logOut': none,
  'session.logOutEverywhere': none,
  'session.forgotPassword': ({ at: { email } }) => ({ email }),
  'session.resetPassword': ({ at: { email } }) => ({ email, code: CODE, password: PASSWORD }),
  'session.changePassword': () => ({ current: PASSWORD, next: 'another long password' }),
  'session.list': none,
  'session.end': ({ at: { sessionId } }) => ({ sessionId }),
  'socket.ticket': none,
  'socket.hello': (wanted) => ({ version: PROTOCOL_VERSION, open: [inChannel(wanted).channelId], visible: true }),
  'socket.renew': ({ at: { accessToken } }) => ({ accessToken }),
  'socket.look': (wanted) => {
    const named = [inChannel(wanted).channelId];
    if (wanted.variant === 'closed') return { open: [], closed: named };
    const after = { ...inChannel(wanted), seq: 0 };
    const read = [{ ...inChannel(wanted), readSeq: 900, readOrd: 900 }];
    if (wanted.variant === 'read') return { open: [], closed: [], read };
    return { open: named, closed: [], ...(wanted.variant === 'after' ? { after } : {}) };
  },
  'profile.list': (wanted) => ({ ...inWorkspace(wanted), userIds: [wanted.at.userId] }),
  'profile.update': () => ({ title: 'Another title' }),
  'account.deactivate': ofPerson,
  'account.reactivate': ofPerson,
  'workspace.create': () => ({ name: 'Another' }),
  'workspace.rename': (wanted) => ({ ...inWorkspace(wanted), name: 'Renamed' }),
  'workspace.leave': inWorkspace,
  'member.list': inWorkspace,
  'member.changeRole': (wanted) => ({ ...inMember(wanted), role: ROLES[wanted.variant] ?? 'admin' }),
  'member.remove': inMember,
  'invite.create': (wanted) => ({
    ...inWorkspace(wanted),
    role: wanted.variant === 'admin' ? 'admin' : 'member',
    uses: 1,
    expiresInSeconds: 60,
  }),
  'invite.list': inWorkspace,
  'invite.revoke': (wanted) => ({ ...inWorkspace(wanted), inviteId: wanted.at.inviteId }),
  'invite.preview': bySecret,
  'invite.accept': bySecret,
  'channel.create': (wanted) => ({ ...inWorkspace(wanted), name: 'another', kind: 'public' }),
  'channel.browse': inWorkspace,
  'channel.get': inChannel,
  'channel.join': inChannel,
  'channel.leave': inChannel,
  'channel.rename': (wanted) => ({ ...inChannel(wanted), name: 'renamed' }),
  'channel.describe': (wanted) => ({ ...inChannel(wanted), topic: 'Another topic' }),
  'channel.archive': inChannel,
  'channel.unarchive': inChannel,
  'channel.members': inChannel,
  'channel.addMembers': (wanted) => ({ ...inChannel(wanted), userIds: [personOf(wanted)] }),
  'channel.removeMember': (wanted) => ({
    ...inChannel(wanted),
    userId: wanted.variant === '' ? wanted.at.persons.inside : personOf(wanted),
  }),
  'direct.start': (wanted) => ({ ...inWorkspace(wanted), userIds: [personOf(wanted)] }),
  'message.send': (wanted) => ({ ...inChannel(wanted), clientMessageId: 'of-this-cell', text: 'Of this cell' }),
  'message.edit': (wanted) => ({ ...inChannel(wanted), seq: seqOf(wanted), text: 'Edited' }),
  'message.delete': (wanted) => ({ ...inChannel(wanted), seq: seqOf(wanted) }),
  'message.list': (wanted) => ({ ...inChannel(wanted), ...PLACE[wanted.variant] }),
  'readMarker.move': (wanted) => ({ markers: [{ ...inChannel(wanted), readSeq: 900, readOrd: 900 }] }),
  'readMarker.count': (wanted) => ({ channelIds: [inChannel(wanted).channelId] }),
  'presence.watch': ({ at: { userId } }) => ({ userIds: [userId] }),
  'presence.set': () => ({ visible: false }),
  'sync.start': none,
  'sync.check': (wanted) => {
    if (wanted.subject === 'person') return { known: [], watched: [wanted.at.userId], visible: true };
    return {
      known: [{ ...inChannel(wanted), seq: 0, ord: 0, lastSeq: 0, joinedAt: 0, readVersion: 0 }],
      visible: true,
    };
  },
  'sync.changes': (wanted) => ({ ...inChannel(wanted), after: 0 }),
  'client.report': () => ({ error: 'TypeError', panel: 'page', app: 'DstvO82t', at: ['index-DstvO82t.js:1:2345'] }),
};
