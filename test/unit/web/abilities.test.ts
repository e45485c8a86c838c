import { expect, it } from 'vitest';
import type { Channel, OwnChannel } from '../../../protocol/channel.ts';
import type { Workspace } from '../../../protocol/workspace.ts';
import { abilitiesOf } from '../../../web/src/features/details/abilities.ts';
import { visitOf } from '../../../web/src/store/visit.ts';

const channel: Channel = {
  channelId: 'C1',
  workspaceId: 'W1',
  kind: 'public',
  name: 'garden',
  topic: '',
  purpose: '',
  archived: false,
  general: false,
  createdBy: 'U2',
  createdAt: 1,
  people: [],
  lastSeq: 1,
};
const inside: OwnChannel = {
  channel,
  membership: { role: 'member', joinedAt: 1, readSeq: 1, readOrd: 0, readVersion: 1 },
  seq: 1,
  ord: 0,
};
const as = (role: Workspace['role']): Workspace => ({ workspaceId: 'W1', name: 'Acme', generalChannelId: 'C0', role });
const offered = (own: OwnChannel, role: Workspace['role']): readonly string[] =>
  Object.entries(abilitiesOf(own, as(role)))
    .filter(([, may]) => may)
    .map(([name]) => name);

it('offers a visitor what the server lets them do: nothing, or what an admin may from outside', () => {
  expect(offered(inside, 'member')).toEqual(['describe', 'add', 'leave']);
  expect(offered(visitOf(channel), 'member')).toEqual([]);
  expect(offered(visitOf(channel), 'admin')).toEqual(['describe', 'rename', 'archive', 'add', 'remove']);
});
