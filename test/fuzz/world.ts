/** A server in this process with a few people, for cases that go through the real dispatcher. */
import type { ActionName } from '../../protocol/contracts.ts';
import { FrameDown, type Reply } from '../../protocol/frames.ts';
import { PROTOCOL_VERSION } from '../../protocol/version.ts';
import { Browser } from '../support/server/browser.ts';
import type { Inbox } from '../support/server/gateway.ts';
import { ownFailures } from '../support/server/logs.ts';
import { Person } from '../support/server/person.ts';
import { handshake } from '../support/server/socket.ts';
import type { Server } from '../support/server/start-server.ts';
import { startServer } from '../support/server/start-server.ts';
import { must } from './target.ts';

/** Ids of things that exist, by kind; cases name them by number. */
export type Known = Readonly<Record<Kind, readonly string[]>>;
export type Kind = 'person' | 'workspace' | 'channel' | 'session' | 'secret' | 'invite' | 'email';

export interface Socket {
  readonly inbox: Inbox;
  /** Any text as a frame. @returns the replies that came back to this connection */
  send(body: string, base64?: boolean): Promise<readonly Reply[]>;
}

export interface Member {
  readonly person: Person;
  readonly socket: Socket;
}

export interface World {
  readonly server: Server;
  readonly people: readonly Member[];
  readonly known: Known;
}

/** Cases that one cast plays: they rename, archive and remove what the later ones act on. */
export const ONE_CAST = 250;

let made = 0;

async function socketOf(server: Server, person: Person): Promise<Socket> {
  const { ticket } = await person.call('socket.ticket', {});
  const verdict = await server.authorize(handshake([ticket]));
  const authorizer = { ...verdict.context, principalId: verdict.principalId };
  const connectionId = `fuzz-${(made += 1)}`;
  await server.socket({ requestContext: { connectionId, eventType: 'CONNECT', authorizer } });
  const inbox = server.gateway.open(connectionId);
  const send = async (body: string, isBase64Encoded = false): Promise<readonly Reply[]> => {
    await server.socket({ requestContext: { connectionId, eventType: 'MESSAGE', authorizer }, body, isBase64Encoded });
    const frames = inbox.frames.splice(0).map((text) => FrameDown.parse(JSON.parse(text)));
    return frames.flatMap((frame) => ('ok' in frame ? [frame] : []));
  };
  return { inbox, send };
}

async function join(server: Server, name: string): Promise<Member> {
  const person = await Person.join(server, name);
  const socket = await socketOf(server, person);
  const hello = { id: 'hello', action: 'socket.hello' satisfies ActionName };
  await socket.send(JSON.stringify({ ...hello, input: { version: PROTOCOL_VERSION, open: [], visible: true } }));
  return { person, socket };
}

/** Letters only: `Person` makes the address of them. */
const nameOf = (role: string): string =>
  role + String((made += 1)).replaceAll(/\d/g, (digit) => 'abcdefghij'.charAt(Number(digit)));

/** An owner, two members, one of whom shares a private channel with the owner, and someone of another workspace. */
export async function peopled(server: Server): Promise<World> {
  const owner = await join(server, nameOf('owner'));
  const member = await join(server, nameOf('member'));
  const other = await join(server, nameOf('other'));
  const stranger = await join(server, nameOf('stranger'));
  const home = (await owner.person.call('workspace.create', { name: 'Home' })).workspace;
  const away = (await stranger.person.call('workspace.create', { name: 'Away' })).workspace;
  const { workspaceId } = home;
  const terms = { workspaceId, role: 'member', uses: 9, expiresInSeconds: 86_400 } as const;
  const { secret, invite } = await owner.person.call('invite.create', terms);
  for (const { person } of [member, other]) await person.call('invite.accept', { secret });
  const hidden = { workspaceId, name: 'hidden', kind: 'private' } as const;
  const { channelId } = (await owner.person.call('channel.create', hidden)).own.channel;
  await owner.person.call('channel.addMembers', { channelId, userIds: [member.person.userId] });
  const open = (await other.person.call('channel.create', { ...hidden, name: 'open', kind: 'public' })).own.channel;
  const direct = { workspaceId, userIds: [member.person.userId] };
  const talk = (await other.person.call('direct.start', direct)).own.channel;
  const channels = [home.generalChannelId, channelId, open.channelId, talk.channelId, away.generalChannelId];
  for (const [index, place] of channels.entries()) {
    const author = [owner, member, other, other, stranger][index] ?? owner;
    const text = `Text ${index} <@${owner.person.userId}>`;
    await author.person.call('message.send', { channelId: place, clientMessageId: `message-${index}`, text });
  }
  const people = [owner, member, other, stranger];
  const known = {
    person: people.map(({ person }) => person.userId),
    workspace: [workspaceId, away.workspaceId],
    channel: channels,
    session: people.map(({ person }) => person.sessionId),
    secret: [secret],
    invite: [invite.inviteId],
    email: people.map(({ person }) => person.email),
  };
  return { server, people, known };
}

export const fuzzServer = (): Promise<Server> => startServer({ env: { PARLEY_SEND_LIMIT: '1000000' } });

/** Whether everybody is still there: cases also log people out and throw them out. */
export const whole = ({ people }: World): boolean => people.every(({ socket }) => !socket.inbox.closed);

/** Somebody without a log-in, from anywhere. */
export const anyone = (server: Server, index: number): Browser =>
  new Browser(server, `192.0.${index % 250}.${Math.floor(index / 250) % 250}`);

/** @throws when any function logged anything, or the frames of anybody are not as the protocol says. */
export function quiet({ server, people }: World): void {
  const [line] = ownFailures(server.logs);
  must(line === undefined, `logged: ${line}`);
  for (const { socket } of people)
    for (const frame of socket.inbox.frames.splice(0)) FrameDown.parse(JSON.parse(frame));
}
