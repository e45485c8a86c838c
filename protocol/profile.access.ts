import { type AccessDeclaration, OWN, WORKSPACE } from './access-declaration.ts';
import type { profileContracts } from './profile.ts';

const operators = { ok: ['operator'] } as const;
const account = { subject: 'person', ids: ['userId'], missing: 'forbidden' } as const;

export const profileAccess = {
  'profile.list': {
    subject: 'member',
    ids: ['workspaceId', 'userIds'],
    /** Who has gone keeps a name for those who stayed. */
    answers: {
      owner: { ok: WORKSPACE },
      admin: { ok: WORKSPACE },
      member: { ok: WORKSPACE },
      departed: { ok: WORKSPACE },
      expelled: { ok: WORKSPACE },
      foreign: { ok: ['foreigner'] },
      foreignPersonHere: { ok: WORKSPACE },
      ownPersonThere: { ok: ['foreigner'] },
      missingPerson: { ok: WORKSPACE },
    },
    missing: 'forbidden',
  },
  'profile.update': OWN,
  'account.deactivate': {
    ...account,
    answers: { self: { self: ['operator'] }, member: operators, expelled: operators, foreign: operators },
  },
  'account.reactivate': {
    ...account,
    answers: { self: operators, member: operators, expelled: operators, foreign: operators },
  },
} as const satisfies Record<keyof typeof profileContracts, AccessDeclaration>;
