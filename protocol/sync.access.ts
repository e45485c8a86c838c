import { type AccessDeclaration, OWN, READERS, SEEN_AROUND, THOSE_IN_IT } from './access-declaration.ts';
import type { syncContracts } from './sync.ts';

export const syncAccess = {
  'sync.start': OWN,
  'sync.check': {
    subject: 'conversation',
    ids: ['known.channelId'],
    answers: THOSE_IN_IT,
    missing: 'leftOut',
    also: { subject: 'person', ids: ['watched'], answers: SEEN_AROUND, missing: 'leftOut' },
  },
  'sync.changes': { subject: 'conversation', ids: ['channelId'], answers: READERS, missing: 'forbidden' },
} as const satisfies Record<keyof typeof syncContracts, AccessDeclaration>;
