import { type AccessDeclaration, OWN, SEEN_AROUND } from './access-declaration.ts';
import type { presenceContracts } from './presence.ts';

export const presenceAccess = {
  'presence.watch': { subject: 'person', ids: ['userIds'], answers: SEEN_AROUND, missing: 'leftOut' },
  'presence.set': OWN,
} as const satisfies Record<keyof typeof presenceContracts, AccessDeclaration>;
