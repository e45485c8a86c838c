/** What the recorded rows are about. */
import type { Message } from '../../../protocol/message.ts';

export const NOW = Date.UTC(2026, 10, 22, 9);

const id = (prefix: string, n: number): string => prefix + String(n).padStart(26, '0');
export const [C, U, W, OTHER] = [id('C', 1), id('U', 1), id('W', 1), id('U', 2)];
export const profile = { userId: U, displayName: 'Ada', title: 'Countess', timeZone: 'Europe/London' };
export const channel = {
  channelId: C,
  workspaceId: W,
  name: 'plans',
  topic: 'Engines',
  purpose: 'To build one',
  archived: false,
  general: false,
  createdBy: U,
  createdAt: NOW,
  people: [],
  lastSeq: 1,
  kind: 'private' as const,
};
export const text: Message = {
  channelId: C,
  seq: 2,
  ord: 1,
  author: U,
  clientMessageId: 'message-1',
  text: `Hello <@${OTHER}>`,
  createdAt: NOW,
  mentions: { people: [OTHER], channel: true, here: true },
  editedAt: NOW,
  deletedAt: null,
  lastSeq: 3,
  notice: null,
};
export const notice: Message = {
  ...text,
  seq: 5,
  text: '',
  clientMessageId: '',
  editedAt: null,
  lastSeq: 5,
  mentions: { people: [], channel: false, here: false },
  notice: { what: 'topic', to: 'Engines' },
};
export const subscriber = { userId: U, connectionId: 'socket-1', exp: NOW + 900_000, endsAt: NOW + 7_200_000 };
export const connection = {
  userId: U,
  connectionId: 'socket-1',
  sessionId: 'jti-1',
  device: 'Firefox',
  exp: NOW + 900_000,
};
export const session = { hash: 'hash', userId: U, sub: 'sub-1', sessionId: 'jti-1', sealed: 'sealed', lastSeenAt: NOW };
export const invite = {
  inviteId: 'hash',
  workspaceId: W,
  createdBy: U,
  createdAt: NOW,
  expiresAt: NOW + 60_000,
  uses: 5,
  usesLeft: 4,
  revoked: false,
  role: 'admin' as const,
};
