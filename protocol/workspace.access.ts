import { type AccessDeclaration, EVERYONE, LEADERS, OWN, OWNERS, type Who, WORKSPACE } from './access-declaration.ts';
import type { workspaceContracts } from './workspace.ts';

const workspace = { subject: 'workspace', ids: ['workspaceId'], missing: 'forbidden' } as const;
const member = { subject: 'member', ids: ['workspaceId', 'userId'], missing: 'forbidden' } as const;
const secret = { subject: 'secret', ids: ['secret'], missing: 'forbidden' } as const;
const inWorkspace = { own: { ok: WORKSPACE }, foreign: { ok: ['foreigner'] } } as const;

const OUTSIDE = ['departed', 'foreigner', 'stranger', 'operator'] as const;

/** What changing somebody's role takes, by who they are now. */
const changing = (owner: readonly Who[], other: readonly Who[]) => ({
  owner: { ok: owner },
  admin: { ok: other },
  member: { ok: other },
  departed: {},
  expelled: {},
  foreign: { ok: ['foreigner'] as const },
  foreignPersonHere: {},
  ownPersonThere: {},
  missingPerson: {},
});

/** Who is a member already stays one by any invite; others are told why it does not work. */
const usedBy = (reason: 'invite_revoked' | 'invite_expired' | 'invite_used') =>
  ({ ok: WORKSPACE, [reason]: [...OUTSIDE, 'expelled'] }) as const;

export const workspaceAccess = {
  'workspace.create': OWN,
  'workspace.rename': { ...workspace, answers: { own: { ok: LEADERS }, foreign: { ok: ['foreigner'] } } },
  'workspace.leave': {
    ...workspace,
    /** Who has left is answered again: the first answer may be lost. */
    answers: { own: { ok: [...WORKSPACE, 'departed'] }, foreign: { last_owner: ['foreigner'] } },
  },
  'member.list': { ...workspace, answers: inWorkspace },
  'member.changeRole': {
    ...member,
    answers: changing(OWNERS, LEADERS),
    variants: { toMember: changing(OWNERS, LEADERS), toOwner: changing(OWNERS, OWNERS) },
  },
  'member.remove': {
    ...member,
    /** Who is out already is out: the first answer may be lost. */
    answers: {
      owner: { ok: ['owner'], self: ['ownerInside'] },
      admin: { ok: ['owner', 'ownerInside', 'admin'], self: ['adminInside'] },
      member: { ok: LEADERS },
      departed: { ok: LEADERS },
      expelled: { ok: LEADERS },
      foreign: { ok: ['foreigner'] },
      foreignPersonHere: {},
      ownPersonThere: {},
      missingPerson: {},
    },
  },
  'invite.create': {
    ...workspace,
    answers: inWorkspace,
    variants: { admin: { own: { ok: LEADERS }, foreign: { ok: ['foreigner'] } } },
  },
  'invite.list': { ...workspace, answers: inWorkspace },
  'invite.revoke': {
    subject: 'invite',
    ids: ['workspaceId', 'inviteId'],
    answers: { ofMember: { ok: [...LEADERS, 'member'] }, ofAdmin: { ok: LEADERS }, crossed: {} },
    missing: 'forbidden',
  },
  'invite.preview': {
    ...secret,
    answers: {
      usable: { ok: EVERYONE },
      revoked: { invite_revoked: EVERYONE },
      expired: { invite_expired: EVERYONE },
      used: { invite_used: EVERYONE },
      ofExpelled: { invite_revoked: EVERYONE },
      ofDeactivated: { invite_revoked: EVERYONE },
      ofDemoted: { invite_revoked: EVERYONE },
    },
  },
  'invite.accept': {
    ...secret,
    answers: {
      usable: { ok: [...WORKSPACE, ...OUTSIDE], invite_too_old: ['expelled'] },
      revoked: usedBy('invite_revoked'),
      expired: usedBy('invite_expired'),
      used: usedBy('invite_used'),
      ofExpelled: usedBy('invite_revoked'),
      ofDeactivated: usedBy('invite_revoked'),
      ofDemoted: usedBy('invite_revoked'),
    },
  },
} as const satisfies Record<keyof typeof workspaceContracts, AccessDeclaration>;
