import {
  type AccessDeclaration,
  IN_NO_CONVERSATION,
  INSIDE,
  LEADERS,
  LEADING_INSIDE,
  PAIR,
  READERS,
  WORKSPACE,
} from './access-declaration.ts';
import type { channelContracts } from './channel.ts';

const conversation = { subject: 'conversation', ids: ['channelId'], missing: 'forbidden' } as const;
const workspace = { subject: 'workspace', ids: ['workspaceId'], missing: 'forbidden' } as const;
const inWorkspace = { own: { ok: WORKSPACE }, foreign: { ok: ['foreigner'] } } as const;
const inNoWorkspace = { own: {}, foreign: {} } as const;

const NOT_IN_DIRECT = { direct: { not_possible: PAIR }, group: { not_possible: INSIDE } } as const;
const MANAGING = [...LEADERS, 'manager'] as const;
const DESCRIBING = ['owner', 'admin', ...INSIDE] as const;

const archiving = {
  general: { not_possible: WORKSPACE },
  public: { ok: MANAGING },
  private: { ok: LEADING_INSIDE },
  archived: { ok: MANAGING },
  archivedPrivate: { ok: LEADING_INSIDE },
  ...NOT_IN_DIRECT,
} as const;

const adding = {
  general: { not_possible: WORKSPACE },
  public: { ok: DESCRIBING },
  private: { ok: INSIDE },
  archived: { archived: DESCRIBING },
  archivedPrivate: { archived: INSIDE },
  ...NOT_IN_DIRECT,
} as const;

/** Of people who are not in the workspace, those who may add are told what a missing person is told. */
const addingNobody = { ...adding, public: {}, private: {} } as const;

export const channelAccess = {
  'channel.create': { ...workspace, answers: inWorkspace },
  'channel.browse': { ...workspace, answers: inWorkspace },
  'channel.get': { ...conversation, answers: READERS },
  'channel.join': {
    ...conversation,
    answers: {
      ...READERS,
      archived: { ok: INSIDE, archived: ['owner', 'admin', 'colleague', 'removed'] },
    },
  },
  'channel.leave': {
    ...conversation,
    /** Who is in a public channel no more has left it already. */
    answers: { ...READERS, general: { not_possible: WORKSPACE }, direct: { not_possible: PAIR } },
  },
  'channel.rename': {
    ...conversation,
    answers: {
      general: { ok: LEADERS },
      public: { ok: MANAGING },
      private: { ok: LEADING_INSIDE },
      archived: { archived: MANAGING },
      archivedPrivate: { archived: LEADING_INSIDE },
      ...NOT_IN_DIRECT,
    },
  },
  'channel.describe': {
    ...conversation,
    answers: {
      general: { ok: WORKSPACE },
      public: { ok: DESCRIBING },
      private: { ok: INSIDE },
      archived: { archived: DESCRIBING },
      archivedPrivate: { archived: INSIDE },
      ...NOT_IN_DIRECT,
    },
  },
  'channel.archive': { ...conversation, answers: archiving },
  'channel.unarchive': { ...conversation, answers: archiving },
  'channel.members': { ...conversation, answers: READERS },
  'channel.addMembers': {
    ...conversation,
    ids: ['channelId', 'userIds'],
    answers: adding,
    variants: { foreignPerson: addingNobody, missingPerson: addingNobody, expelledPerson: addingNobody },
  },
  'channel.removeMember': {
    ...conversation,
    ids: ['channelId', 'userId'],
    answers: archiving,
    /** Who is not in it is out already, whoever that is; nobody takes themselves out by this. */
    variants: {
      foreignPerson: archiving,
      missingPerson: archiving,
      oneself: { ...IN_NO_CONVERSATION, general: { not_possible: WORKSPACE }, ...NOT_IN_DIRECT },
    },
  },
  'direct.start': {
    ...workspace,
    ids: ['workspaceId', 'userIds'],
    answers: inWorkspace,
    variants: { foreignPerson: inNoWorkspace, missingPerson: inNoWorkspace, expelledPerson: inNoWorkspace },
  },
} as const satisfies Record<keyof typeof channelContracts, AccessDeclaration>;
