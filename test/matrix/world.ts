/** One world for all cells: everyone, everything they might reach for, and sockets that look and that do not. */
import { LAPSED, PEOPLE } from '../../protocol/access-declaration.ts';
import { PROTOCOL_VERSION } from '../../protocol/version.ts';
import { startServer, type Server } from '../support/server/start-server.ts';
import { type Conversations, converse } from './conversations.ts';
import { FrozenClock } from './frozen-clock.ts';
import { found, type Workspaces } from './invitations.ts';
import { Line } from './line.ts';
import { Mirror } from './mirror.ts';
import { type Caller, NAMES, type People, register } from './people.ts';

/** Two sockets of somebody: one says that it looks at every conversation there is, the other at none. */
export interface Lines {
  readonly looking: Line;
  readonly idle: Line;
}

export interface World {
  readonly server: Server;
  readonly clock: FrozenClock;
  readonly people: People;
  readonly workspaces: Workspaces;
  readonly conversations: Conversations;
  readonly lines: ReadonlyMap<Caller, Lines>;
  readonly mirror: Mirror;
  /** The cookies and tokens of each browser at the beginning. */
  readonly cookies: ReadonlyMap<string, readonly string[]>;
  /** Secrets of registrations for a free and for a taken address. */
  readonly registrations: Readonly<Record<'free' | 'taken' | 'deactivated', string>>;
}

const TOKENS_END_MS = 16 * 60_000;
export const FREE_ADDRESS = 'nobody.yet@example.org';

export async function openWorld(): Promise<World> {
  let clock: FrozenClock | undefined;
  const server = await startServer({
    wrap: (ports) => {
      clock = new FrozenClock(ports.clock);
      return { ...ports, clock };
    },
  });
  if (!clock) throw new Error('no clock');
  const people = await register(server);
  const workspaces = await found(people);
  const conversations = await converse(people, workspaces);
  const lines = await connect(server, people, conversations);
  await moments(people, workspaces, conversations, lines);
  const registrations = await registered(people);
  const cookies = await fates(people, workspaces, conversations);
  await nothingUnread(conversations, lines);
  clock.freeze();
  for (const { looking, idle } of lines.values()) for (const line of [looking, idle]) line.take();
  const mirror = await Mirror.of(server.store);
  return { server, clock, people, workspaces, conversations, lines, mirror, cookies, registrations };
}

/** The token of one of them runs out; everyone looks at everything and everybody, as far as it is theirs. */
async function connect(
  server: Server,
  people: People,
  conversations: Conversations,
): Promise<ReadonlyMap<Caller, Lines>> {
  const lines = new Map<Caller, Lines>();
  const everything = Object.values(conversations).map(({ channelId }) => channelId);
  const everybody = NAMES.map((name) => people[name].userId);
  const open = async (name: Exclude<Caller, 'nobody'>): Promise<void> => {
    const [looking, idle] = [await Line.open(people[name]), await Line.open(people[name])];
    for (const line of [looking, idle]) {
      const shown = line === looking ? everything : [];
      await line.call('socket.hello', { version: PROTOCOL_VERSION, open: shown, visible: true });
      await line.call('presence.watch', { userIds: everybody });
    }
    await looking.call('socket.look', { open: everything, closed: [] });
    lines.set(name, { looking, idle });
  };
  await open('expired');
  server.clock.advance(TOKENS_END_MS);
  for (const name of NAMES) if (name !== 'expired') await people[name].refresh();
  for (const name of [...PEOPLE, ...LAPSED]) if (name !== 'expired' && name !== 'nobody') await open(name);
  return lines;
}

/** Everyone gets the next hint: they look, and look away. */
async function nothingUnread(conversations: Conversations, lines: ReadonlyMap<Caller, Lines>): Promise<void> {
  const everything = Object.values(conversations).map(({ channelId }) => channelId);
  for (const who of PEOPLE) {
    await lines.get(who)?.idle.call('socket.look', { open: everything, closed: [] });
    await lines.get(who)?.idle.call('socket.look', { open: [], closed: everything });
  }
}

/** Who is taken out next was seen as a member just before, over both transports. */
async function moments(
  people: People,
  { general }: Workspaces,
  conversations: Conversations,
  lines: ReadonlyMap<Caller, Lines>,
): Promise<void> {
  for (const name of ['removed', 'departed', 'expelled'] as const) {
    for (const channelId of [general, conversations.public.channelId, conversations.private.channelId]) {
      const message = { channelId, text: 'still here' };
      await people[name].call('message.send', { ...message, clientMessageId: `http-${channelId}` });
      await lines.get(name)?.looking.call('message.send', { ...message, clientMessageId: `socket-${channelId}` });
    }
  }
}

/** What becomes of those who are not to get anything any more. */
async function fates(
  people: People,
  { own }: Workspaces,
  conversations: Conversations,
): Promise<ReadonlyMap<Caller, readonly string[]>> {
  const { owner, operator, manager, removed, departed, expelled, ended, deactivated, demoted } = people;
  for (const setting of ['public', 'private', 'archived', 'archivedPrivate'] as const) {
    const { channelId } = conversations[setting];
    await manager.call('channel.removeMember', { channelId, userId: removed.userId });
  }
  await removed.call('channel.leave', { channelId: conversations.group.channelId });
  await departed.call('workspace.leave', { workspaceId: own });
  await owner.call('member.remove', { workspaceId: own, userId: expelled.userId });
  await owner.call('member.changeRole', { workspaceId: own, userId: demoted.userId, role: 'member' });
  const cookies = new Map(NAMES.map((name) => [name, cookiesOf(people, name)] as const));
  await ended.call('session.end', { sessionId: ended.sessionId });
  await operator.call('account.deactivate', { userId: deactivated.userId });
  return new Map([...PEOPLE, ...LAPSED].map((who) => [who, who === 'nobody' ? [] : (cookies.get(who) ?? [])]));
}

const cookiesOf = (people: People, name: keyof People): readonly string[] =>
  [...people[name].cookies].map(([cookie, value]) => `${cookie}=${value}`);

async function registered({ stranger, owner, deactivated }: People): Promise<World['registrations']> {
  const { server } = stranger;
  const secretFor = async (email: string): Promise<string> => {
    const given = { email, password: 'correct horse battery', displayName: 'Somebody' };
    return (await stranger.call('session.register', given)).registration;
  };
  const secrets = {
    free: await secretFor('registered@example.org'),
    taken: await secretFor(owner.email),
    deactivated: await secretFor(deactivated.email),
  };
  server.mails.length = 0;
  return secrets;
}
