/** Our wire protocol for the load driver: tickets are fetched before the clock starts, as every browser does by HTTP. */
import { readFileSync } from 'node:fs';
import { PROTOCOL_VERSION } from '../../protocol/version.ts';
import { addressOf, post, type Population } from './accounts.ts';

interface Connection {
  user: number;
  text(frame: string): void;
  expect(matches: (frame: string) => boolean): Promise<void>;
}

const POPULATION = process.env['PARLEY_BENCH_POPULATION'] ?? '';
const argument = (name: string): string => process.argv[process.argv.indexOf(`--${name}`) + 1] ?? '';
const port = Number(argument('port'));
const population = JSON.parse(readFileSync(POPULATION, 'utf8')) as Population;
const CONNECTIONS = { W1: 100, W1s16: 100, W2: 500, W3: 1_000 }[argument('workload')] ?? 1_000;

async function fetchTickets(): Promise<string[]> {
  const tickets: string[] = [];
  for (let start = 0; start < CONNECTIONS; start += 50)
    tickets.push(
      ...(await Promise.all(Array.from({ length: Math.min(50, CONNECTIONS - start) }, (_, i) => ticket(start + i)))),
    );
  return tickets;
}

async function ticket(index: number): Promise<string> {
  const who = index % population.accounts.length;
  const answer = await post(port, addressOf(who), 'socket.ticket', {}, population.accounts[who]?.accessToken);
  return String(answer['ticket']);
}

const tickets = await fetchTickets();
const channels = new Map<string, string>();
const run = Date.now().toString(36);
let next = 0;
let frames = 0;

/** Sends a frame while setting up and waits for its reply. */
async function ask(c: Connection, action: string, input: object): Promise<Record<string, unknown>> {
  const id = `setup-${frames++}`;
  let reply: Record<string, unknown> = {};
  const answered = c.expect((frame) => {
    if (!frame.startsWith(`{"id":"${id}"`)) return false;
    reply = JSON.parse(frame) as Record<string, unknown>;
    return true;
  });
  c.text(JSON.stringify({ id, action, input }));
  await answered;
  if (reply['ok'] !== true) throw new Error(`${action}: ${JSON.stringify(reply)}`);
  return reply['output'] as Record<string, unknown>;
}

/** Joins by HTTP, as the app does; the first one in creates the channel. */
async function enter(c: Connection, room: string): Promise<string> {
  const who = c.user % population.accounts.length;
  const asPerson = (action: string, input: object): Promise<Record<string, unknown>> =>
    post(port, addressOf(who), action, input, population.accounts[who]?.accessToken);
  const known = channels.get(room);
  if (known !== undefined) {
    await asPerson('channel.join', { channelId: known });
    return known;
  }
  const { workspaceId } = population;
  const created = await asPerson('channel.create', { workspaceId, name: `${room}-${run}`, kind: 'public' });
  const { channelId } = (created['own'] as { channel: { channelId: string } }).channel;
  channels.set(room, channelId);
  return channelId;
}

export default {
  kind: 'ws',
  protocol: null,
  ackByEcho: false,
  joinFirstAlone: true,
  path: () => `/ws?ticket=${tickets[next++]}`,
  headers: () => ({ origin: `http://localhost:${port}` }),
  async login(c: Connection) {
    await ask(c, 'socket.hello', { version: PROTOCOL_VERSION, open: [], visible: true });
  },
  async join(c: Connection, room: string) {
    await ask(c, 'socket.look', { open: [await enter(c, room)], closed: [] });
  },
  send(c: Connection, room: string, cid: number, text: string) {
    const input = `{"channelId":"${channels.get(room)}","clientMessageId":"${run}-bench-${cid}","text":"${text}"}`;
    c.text(`{"id":"${cid}","action":"message.send","input":${input}}`);
  },
  /** A refusal must never count as an acknowledgement. */
  onControl(_c: Connection, frame: Buffer, start: number) {
    if (frame[start + 2] !== 105 /* {"id… */) return false;
    const head = frame.toString('latin1', start, start + 60);
    if (head.includes('"ok":false')) throw new Error(`refused: ${frame.toString('latin1', start, start + 300)}`);
    return false;
  },
  ackMark: Buffer.from('{"id":"'),
};
