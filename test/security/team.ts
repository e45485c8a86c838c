/** A workspace of three with a public and a private channel, and somebody of another workspace. */
import { Person } from '../support/server/person.ts';
import type { Server, ServerOptions } from '../support/server/start-server.ts';
import { startServer } from '../support/server/start-server.ts';

export interface Team {
  readonly server: Server;
  readonly owner: Person;
  readonly member: Person;
  readonly other: Person;
  /** Of a workspace of their own. */
  readonly stranger: Person;
  readonly workspaceId: string;
  readonly generalId: string;
  /** Made by the owner, with the member in it. */
  readonly privateId: string;
  /** Made by the member, with the owner in it. */
  readonly publicId: string;
  readonly strangersId: string;
}

export async function found(options: ServerOptions = {}): Promise<Team> {
  const server = await startServer(options);
  const [owner, member, other, stranger] = [
    await Person.join(server, 'Olive Owner'),
    await Person.join(server, 'Mia Member'),
    await Person.join(server, 'Otto Other'),
    await Person.join(server, 'Sven Stranger'),
  ];
  const { workspaceId, generalChannelId } = (await owner.call('workspace.create', { name: 'Home' })).workspace;
  const away = (await stranger.call('workspace.create', { name: 'Away' })).workspace;
  const terms = { workspaceId, role: 'member', uses: 9, expiresInSeconds: 3_600 } as const;
  const { secret } = await owner.call('invite.create', terms);
  for (const person of [member, other]) await person.call('invite.accept', { secret });
  const privateId = await channel(owner, workspaceId, 'private', [member]);
  const publicId = await channel(member, workspaceId, 'public', [owner]);
  const strangersId = await channel(stranger, away.workspaceId, 'private', []);
  return {
    server,
    owner,
    member,
    other,
    stranger,
    workspaceId,
    generalId: generalChannelId,
    privateId,
    publicId,
    strangersId,
  };
}

let made = 0;

export async function channel(
  manager: Person,
  workspaceId: string,
  kind: 'public' | 'private',
  others: readonly Person[],
): Promise<string> {
  const name = `${kind}-${(made += 1)}`;
  const { channelId } = (await manager.call('channel.create', { workspaceId, name, kind })).own.channel;
  const userIds = others.map(({ userId }) => userId);
  if (userIds.length > 0) await manager.call('channel.addMembers', { channelId, userIds });
  return channelId;
}

/** Somebody says something. @returns its number */
export async function say(person: Person, channelId: string, text: string): Promise<number> {
  const clientMessageId = `message-${(made += 1)}`;
  return (await person.call('message.send', { channelId, clientMessageId, text })).message.seq;
}
