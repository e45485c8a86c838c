/** What brings each event about, once for every occasion that is declared. */
import type { ActionName, Input } from '../../protocol/contracts.ts';
import type { EVENT_ACCESS } from '../../protocol/events.access.ts';
import { create as createRepair } from '../../lambdas/repair.ts';
import { keys } from '../../lambdas/table/schema.ts';
import { byHttp } from './ask.ts';
import type { Setting } from './conversations.ts';
import type { Name } from './people.ts';
import type { World } from './world.ts';

type Deed = (world: World) => Promise<void>;
type Deeds = { readonly [T in keyof typeof EVENT_ACCESS]: { readonly [O in keyof (typeof EVENT_ACCESS)[T]]: Deed } };

/** Calls an action over HTTP. @throws Error when it is refused */
async function act<A extends ActionName>(world: World, who: Name, action: A, input: Input<A>): Promise<void> {
  const { ok, text } = await byHttp(world, action, who, input);
  if (!ok) throw new Error(`${action} by ${who}: ${text}`);
}

const idIn = ({ conversations }: World, setting: Setting): string => conversations[setting].channelId;

const says =
  (setting: Setting, who: Name = 'member', text: (world: World) => string = () => 'Hello'): Deed =>
  (world) =>
    act(world, who, 'message.send', {
      channelId: idIn(world, setting),
      clientMessageId: 'of-this-deed',
      text: text(world),
    });

const changes =
  (action: 'message.edit' | 'message.delete', setting: Setting): Deed =>
  (world) => {
    const { channelId, ofMember: seq } = world.conversations[setting];
    return action === 'message.edit'
      ? act(world, 'member', action, { channelId, seq, text: 'Edited' })
      : act(world, 'member', action, { channelId, seq });
  };

/** The stream tells of a message that nobody was told of. */
const isLost =
  (setting: Setting): Deed =>
  async ({ server, conversations }) => {
    const { pk, sk } = keys.message(conversations[setting].channelId, 500);
    const dynamodb = {
      Keys: { pk: { S: pk }, sk: { S: sk } },
      NewImage: { type: { S: 'message' } },
      SequenceNumber: '1',
    };
    await createRepair(server.ports, {})({ Records: [{ eventName: 'INSERT', dynamodb }] });
  };

const leaves: Deed = (world) => act(world, 'member', 'workspace.leave', { workspaceId: world.workspaces.own });
const expels: Deed = (world) => {
  const { userId } = world.people.member;
  return act(world, 'owner', 'member.remove', { workspaceId: world.workspaces.own, userId });
};
const accepts: Deed = (world) => {
  const { secret } = world.workspaces.invites.usable;
  return act(world, 'stranger', 'invite.accept', { secret });
};
const updates: Deed = (world) => act(world, 'member', 'profile.update', { title: 'Another title' });

export const DEEDS: Deeds = {
  'message.posted': {
    inGeneral: says('general'),
    inPublic: says('public'),
    inPrivate: says('private'),
    inDirect: says('direct'),
    inGroup: says('group'),
    inForeign: says('foreignPublic', 'alien'),
    mentioning: says(
      'private',
      'member',
      ({ people: { manager, colleague } }) => `<@${manager.userId}> <@${colleague.userId}>`,
    ),
    renamed: (world) => act(world, 'manager', 'channel.rename', { channelId: idIn(world, 'private'), name: 'renamed' }),
    unarchived: (world) => act(world, 'manager', 'channel.unarchive', { channelId: idIn(world, 'archivedPrivate') }),
  },
  'message.edited': { inPublic: changes('message.edit', 'public'), inDirect: changes('message.edit', 'direct') },
  'message.deleted': { inPrivate: changes('message.delete', 'private'), inGroup: changes('message.delete', 'group') },
  'channel.hinted': {
    inGeneral: says('general'),
    inPublic: says('public'),
    inPrivate: says('private'),
    inForeign: says('foreignPrivate', 'alien'),
  },
  'channel.tipped': { inPublic: isLost('public'), inPrivate: isLost('private'), inDirect: isLost('direct') },
  'membership.started': {
    added: (world) => {
      const userIds = [world.people.colleague.userId];
      return act(world, 'manager', 'channel.addMembers', { channelId: idIn(world, 'private'), userIds });
    },
    joined: (world) => act(world, 'admin', 'channel.join', { channelId: idIn(world, 'public') }),
    created: (world) => {
      const channel = { workspaceId: world.workspaces.own, name: 'another', kind: 'private' } as const;
      return act(world, 'colleague', 'channel.create', channel);
    },
    directStarted: (world) => {
      const userIds = [world.people.colleague.userId];
      return act(world, 'admin', 'direct.start', { workspaceId: world.workspaces.own, userIds });
    },
    invited: accepts,
  },
  'membership.ended': {
    left: (world) => act(world, 'member', 'channel.leave', { channelId: idIn(world, 'public') }),
    removed: (world) => {
      const { userId } = world.people.member;
      return act(world, 'manager', 'channel.removeMember', { channelId: idIn(world, 'private'), userId });
    },
    expelled: expels,
  },
  'readMarker.moved': {
    read: (world) => {
      const marker = { channelId: idIn(world, 'private'), readSeq: 900, readOrd: 900 };
      return act(world, 'member', 'readMarker.move', { markers: [marker] });
    },
  },
  'presence.changed': {
    hidden: async ({ lines }) => {
      const own = lines.get('member');
      await own?.looking.call('presence.set', { visible: false });
      await own?.idle.call('presence.set', { visible: false });
    },
  },
  'profile.changed': { updated: updates },
  'me.changed': { updated: updates },
  'workspace.changed': {
    renamed: (world) => act(world, 'owner', 'workspace.rename', { workspaceId: world.workspaces.own, name: 'Renamed' }),
    roleChanged: (world) => {
      const { userId } = world.people.member;
      return act(world, 'owner', 'member.changeRole', { workspaceId: world.workspaces.own, userId, role: 'admin' });
    },
    invited: accepts,
  },
  'workspace.left': { left: leaves, expelled: expels },
  'session.ended': {
    everywhere: (world) => act(world, 'member', 'session.logOutEverywhere', {}),
    deactivated: (world) => act(world, 'operator', 'account.deactivate', { userId: world.people.member.userId }),
  },
};
