/** A client's end of a socket to the local runtime. */
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { type ActionName, CONTRACTS, type Input, type Output } from '../../protocol/contracts.ts';
import type { ErrorBody } from '../../protocol/errors.ts';
import type { Event, EventType } from '../../protocol/events.ts';
import { FrameDown, type Reply } from '../../protocol/frames.ts';
import { PROTOCOL_VERSION } from '../../protocol/version.ts';
import { CANARY, refusalIn } from './runtime-browser.ts';
import type { Runtime } from './runtime-start.ts';
import { until } from './runtime-until.ts';
import { SocketTraffic } from './traffic/traffic.ts';

export interface Ending {
  readonly code: number;
  readonly reason: string;
}
type EventOf<T extends EventType> = Extract<Event, { type: T }>;

/** The gateway gives its authorizer and its function 29 seconds each. */
const HANDSHAKE_MS = 58_000;

const opened = new Set<LiveSocket>();

/** Closes whatever is open still. */
export async function closeSockets(): Promise<void> {
  for (const socket of opened) socket.close();
  await Promise.all([...opened].map((socket) => socket.closed()));
  opened.clear();
}

export class LiveSocket {
  readonly #socket: WebSocket;
  readonly #traffic = new SocketTraffic();
  /** Every frame as it came. */
  readonly texts: string[] = [];
  ending: Ending | undefined;
  #ids = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data: Buffer) => {
      this.#traffic.down(data.toString());
      this.texts.push(data.toString());
    });
    socket.on('close', (code, reason) => (this.ending = { code, reason: reason.toString() }));
    socket.on('error', () => undefined);
  }

  /** An empty `origin` is left out. @throws Error `Unexpected server response: <status>` when it is refused */
  static async open(runtime: Runtime, ticket: string, origin: string = runtime.url): Promise<LiveSocket> {
    const url = `${runtime.url.replace('http', 'ws')}/ws?ticket=${encodeURIComponent(ticket)}`;
    const socket = new WebSocket(url, { handshakeTimeout: HANDSHAKE_MS, ...(origin !== '' && { origin }) });
    const client = new LiveSocket(socket);
    await once(socket, 'open');
    opened.add(client);
    return client;
  }

  /** Frames received so far, each exactly as the protocol says; those of the gateway itself are left out. */
  get frames(): readonly FrameDown[] {
    return this.texts
      .filter((text) => !text.includes('"connectionId":'))
      .map((text) => FrameDown.parse(JSON.parse(text)));
  }

  get events(): readonly Event[] {
    return this.frames.flatMap((frame) => ('events' in frame ? frame.events : []));
  }

  send(frame: string | Uint8Array, options: { readonly binary?: boolean } = {}): void {
    if (typeof frame === 'string') this.#traffic.up(frame);
    this.#socket.send(frame, options);
  }

  /** The reply to a frame. */
  async ask(action: string, input: unknown, id: string = `frame-${(this.#ids += 1)}`): Promise<Reply> {
    const before = this.texts.length;
    this.send(JSON.stringify({ id, action, input }));
    const text = await until(`the reply to ${action}`, () => {
      if (this.ending && !this.texts.slice(before).some((each) => each.startsWith(`{"id":"${id}"`)))
        throw new Error(`closed (${this.ending.code}) before the reply to ${action}`);
      return this.texts.slice(before).find((each) => each.startsWith(`{"id":"${id}"`));
    });
    const frame = FrameDown.parse(JSON.parse(text));
    if (!('ok' in frame)) throw new Error(`not a reply: ${text}`);
    return frame;
  }

  async call<A extends ActionName>(action: A, input: Input<A>): Promise<Output<A>> {
    const reply = await this.ask(action, input);
    if (!reply.ok) throw new Error(`${action} was refused: ${JSON.stringify(reply.error)}`);
    return CONTRACTS[action].output.parse(reply.output) as Output<A>;
  }

  async refused<A extends ActionName>(action: A, input: Input<A>): Promise<ErrorBody> {
    const reply = await this.ask(action, input);
    if (reply.ok) throw new Error(`${action} was not refused`);
    return refusalIn(reply.error);
  }

  async hello(open: readonly string[] = []): Promise<this> {
    await this.call('socket.hello', { version: PROTOCOL_VERSION, open: [...open], visible: true });
    return this;
  }

  async say(channelId: string, text: string, clientMessageId: string = crypto.randomUUID()) {
    const sent = await this.call('message.send', { channelId, clientMessageId, text: `${text} ${CANARY}` });
    return sent.message;
  }

  /** The first event of a type that fits. */
  event<T extends EventType>(type: T, fits: (event: EventOf<T>) => boolean = () => true, withinMs?: number) {
    const isIt = (event: Event): event is EventOf<T> => event.type === type;
    const find = (): EventOf<T> | undefined => this.events.filter(isIt).find(fits);
    return until(`${type} (got ${this.texts.length} frames)`, find, withinMs);
  }

  /** The `message.posted` whose text begins so. */
  posted(text: string, withinMs?: number) {
    return this.event('message.posted', ({ message }) => message.text === `${text} ${CANARY}`, withinMs);
  }

  closed(withinMs?: number): Promise<Ending> {
    return until('the end of a socket', () => this.ending, withinMs);
  }

  /** Closes as a browser does. */
  close(): void {
    this.#socket.close();
  }

  /** Vanishes without a word. */
  terminate(): void {
    this.#socket.terminate();
  }
}
