import type { Places } from '../../protocol/access-declaration.ts';
import type { Person } from '../support/server/person.ts';
import type { Workspaces } from './invitations.ts';
import { JOINED, type Name, type People } from './people.ts';

export type Setting = Places['conversation'] | 'foreignPublic' | 'foreignPrivate' | 'foreignDirect';

/** A conversation with the numbers of some of its messages; 999 where there is none of that kind. */
export interface Conversation {
  readonly channelId: string;
  /** By the member; in the foreign workspace by the alien. */
  readonly ofMember: number;
  readonly ofRemoved: number;
  readonly deleted: number;
  readonly notice: number;
  /** Occurs in its topic and messages, and nowhere else. */
  readonly canary: string;
}
export type Conversations = Readonly<Record<Setting, Conversation>>;

const NONE = 999;
const IN_GROUP = ['ownerInside', 'adminInside', 'member', 'removed', 'expelled', 'expired'] as const;
const KINDS = { public: 'public', private: 'private', archived: 'public', archivedPrivate: 'private' } as const;
export const canaryOf = (setting: Setting): string => `canary${setting.toLowerCase()}`;

/** All conversations with everyone still in them. */
export async function converse(people: People, workspaces: Workspaces): Promise<Conversations> {
  const { manager, foreigner, alien, member } = people;
  const { own, foreign } = workspaces;
  const ids = (names: readonly Name[]): string[] => names.map((name) => people[name].userId);
  const channel = async (
    by: Person,
    workspaceId: string,
    setting: Setting,
    kind: 'public' | 'private',
    names: readonly Name[],
  ) => {
    const topic = canaryOf(setting);
    const made = await by.call('channel.create', { workspaceId, name: canaryOf(setting), kind, topic });
    const { channelId } = made.own.channel;
    await by.call('channel.addMembers', { channelId, userIds: ids(names) });
    return channelId;
  };
  const direct = async (by: Person, workspaceId: string, names: readonly Name[]) =>
    (await by.call('direct.start', { workspaceId, userIds: ids(names) })).own.channel.channelId;
  const made: Record<Setting, string> = {
    general: workspaces.general,
    public: await channel(manager, own, 'public', KINDS.public, JOINED),
    private: await channel(manager, own, 'private', KINDS.private, JOINED),
    archived: await channel(manager, own, 'archived', KINDS.archived, JOINED),
    archivedPrivate: await channel(manager, own, 'archivedPrivate', KINDS.archivedPrivate, JOINED),
    direct: await direct(manager, own, ['member']),
    group: await direct(manager, own, IN_GROUP),
    foreignPublic: await channel(foreigner, foreign, 'foreignPublic', 'public', ['alien']),
    foreignPrivate: await channel(foreigner, foreign, 'foreignPrivate', 'private', ['alien']),
    foreignDirect: await direct(foreigner, foreign, ['alien']),
  };
  const all: Partial<Record<Setting, Conversation>> = {};
  for (const [setting, channelId] of Object.entries(made) as [Setting, string][]) {
    const isForeign = setting.startsWith('foreign');
    const removed = isForeign || setting === 'direct' ? undefined : people.removed;
    all[setting] = await filled(channelId, setting, isForeign ? alien : member, removed);
  }
  for (const channelId of [made.archived, made.archivedPrivate]) await manager.call('channel.archive', { channelId });
  return all as Conversations;
}

async function filled(
  channelId: string,
  setting: Setting,
  author: Person,
  removed: Person | undefined,
): Promise<Conversation> {
  const canary = canaryOf(setting);
  let sent = 0;
  const say = async (person: Person): Promise<number> => {
    sent += 1;
    const message = { channelId, clientMessageId: `${setting}-${sent}-${person.userId}`, text: `${canary} ${sent}` };
    return (await person.call('message.send', message)).message.seq;
  };
  const ofMember = await say(author);
  const deleted = await say(author);
  await author.call('message.delete', { channelId, seq: deleted });
  const ofRemoved = removed ? await say(removed) : NONE;
  const named = setting !== 'direct' && setting !== 'group' && setting !== 'foreignDirect';
  return { channelId, ofMember, deleted, ofRemoved, notice: named ? 1 : NONE, canary };
}
