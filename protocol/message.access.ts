import { type AccessDeclaration, IN_NO_CONVERSATION, INSIDE, READERS, THOSE_IN_IT } from './access-declaration.ts';
import type { messageContracts } from './message.ts';

const conversation = { subject: 'conversation', ids: ['channelId'], missing: 'forbidden' } as const;
const oneMessage = { ...conversation, ids: ['channelId', 'seq'] } as const;

/** The message is the member's own. */
const author = (answer: 'ok' | 'deleted') => {
  const own = { [answer]: ['member'] } as const;
  const archived = { archived: ['member'] } as const;
  const unarchived = { general: own, public: own, private: own, direct: own, group: own };
  return { ...unarchived, archived, archivedPrivate: archived } as const;
};

/** The removed person's own message, a number that is none, a line that the conversation itself wrote. */
const nobodys = {
  ofRemoved: { ...IN_NO_CONVERSATION, general: { ok: ['removed'] } },
  missingNumber: IN_NO_CONVERSATION,
  notice: IN_NO_CONVERSATION,
} as const;

export const messageAccess = {
  'message.send': {
    ...conversation,
    answers: { ...THOSE_IN_IT, archived: { archived: INSIDE }, archivedPrivate: { archived: INSIDE } },
    spendsNumber: true,
  },
  'message.edit': { ...oneMessage, answers: author('ok'), variants: { ...nobodys, deleted: author('deleted') } },
  'message.delete': { ...oneMessage, answers: author('ok'), variants: { ...nobodys, deleted: author('ok') } },
  'message.list': {
    ...conversation,
    answers: READERS,
    variants: { before: READERS, after: READERS, around: READERS },
  },
} as const satisfies Record<keyof typeof messageContracts, AccessDeclaration>;
