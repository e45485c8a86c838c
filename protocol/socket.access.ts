import { type AccessDeclaration, EVERYONE, OWN, THOSE_IN_IT } from './access-declaration.ts';
import type { socketContracts } from './socket.ts';

/** What is not theirs is not opened; the reply does not tell. */
const opened = { subject: 'conversation', ids: ['open'], answers: THOSE_IN_IT, missing: 'leftOut' } as const;

export const socketAccess = {
  'socket.ticket': OWN,
  'socket.hello': opened,
  'socket.renew': {
    subject: 'session',
    ids: ['accessToken'],
    answers: { own: { ok: EVERYONE }, other: { unauthenticated: EVERYONE } },
    missing: 'unauthenticated',
  },
  'socket.look': {
    ...opened,
    ids: ['open', 'after.channelId', 'read.channelId'],
    variants: { closed: THOSE_IN_IT, after: THOSE_IN_IT, read: THOSE_IN_IT },
  },
} as const satisfies Record<keyof typeof socketContracts, AccessDeclaration>;
