import { type AccessDeclaration, EVERYONE, OWN, WORKSPACE } from './access-declaration.ts';
import type { presenceContracts } from './presence.ts';

export const presenceAccess = {
  'presence.watch': {
    subject: 'person',
    ids: ['userIds'],
    answers: {
      self: { ok: EVERYONE },
      member: { ok: WORKSPACE },
      expelled: { ok: ['expelled'] },
      foreign: { ok: ['foreigner'] },
    },
    missing: 'leftOut',
  },
  'presence.set': OWN,
} as const satisfies Record<keyof typeof presenceContracts, AccessDeclaration>;
