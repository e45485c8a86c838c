/** A person who sends in a closed loop over the socket, reconnects, and repeats what was not acknowledged under the same id. */
import { WebSocket } from 'ws';
import { post } from '../peers/accounts.ts';
import { PROTOCOL_VERSION } from '../../protocol/version.ts';

export interface Person {
  readonly from: string;
  readonly token: string;
}
/** Number that the server acknowledged, by client message id. */
export type Acknowledged = Map<string, number>;

interface Frame {
  readonly id?: string;
  readonly ok?: boolean;
  readonly output?: { readonly message?: { readonly seq: number } };
  readonly error?: Refusal;
}

/** What a person was told in place of an acknowledgement. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly retryAfterMs?: number;
}

export interface SenderOptions {
  /** Begins the ids of the messages. */
  readonly name: string;
  /** Goes with each message. */
  readonly text: string;
}

/** Nobody waits for longer than this before trying again: the test would. */
const LONGEST_PAUSE_MS = 200;

export class Sender {
  readonly acknowledged: Acknowledged = new Map();
  readonly sent: string[] = [];
  /** Refusals that said when to try again: the same message is sent once more then. */
  readonly refusals: Refusal[] = [];
  private socket: WebSocket | undefined;
  private pending: string | undefined;
  private stopped = false;
  private readonly port: number;
  private readonly channelId: string;
  private readonly person: Person;
  private readonly options: SenderOptions;

  constructor(port: number, channelId: string, person: Person, options: SenderOptions) {
    this.port = port;
    this.channelId = channelId;
    this.person = person;
    this.options = options;
  }

  /** Opens a socket and goes on sending until it closes. @throws when the server cannot be reached */
  async connect(): Promise<void> {
    const { ticket } = await post(this.port, this.person.from, 'socket.ticket', {}, this.person.token);
    const socket = new WebSocket(`ws://localhost:${this.port}/ws?ticket=${String(ticket)}`, {
      localAddress: this.person.from,
      family: 4,
      headers: { origin: `http://localhost:${this.port}` },
    });
    this.socket = socket;
    socket.on('error', () => {}); // the server is being killed: `close` follows
    socket.on('message', (data: Buffer) => this.receive(data.toString('utf8')));
    await new Promise<void>((resolve, reject) => {
      socket.on('open', resolve);
      socket.on('close', () => reject(new Error('the socket closed')));
    });
    socket.send(
      JSON.stringify({
        id: 'hello',
        action: 'socket.hello',
        input: { version: PROTOCOL_VERSION, open: [], visible: true },
      }),
    );
  }

  /** Sends nothing new; what is pending may still be acknowledged. */
  stop(): void {
    this.stopped = true;
  }

  get idle(): boolean {
    return this.pending === undefined;
  }

  close(): void {
    this.socket?.terminate();
  }

  private receive(text: string): void {
    const frame = JSON.parse(text) as Frame;
    if (frame.id === 'hello' && frame.ok) return this.send();
    if (frame.id === undefined || frame.id !== this.pending) return;
    const seq = frame.output?.message?.seq;
    if (seq === undefined) return this.refused(frame, text);
    this.acknowledged.set(frame.id, seq);
    this.pending = undefined;
    this.send();
  }

  private refused({ error }: Frame, text: string): void {
    if (error?.retryAfterMs === undefined) throw new Error(`refused: ${text}`);
    this.refusals.push(error);
    setTimeout(() => this.send(), Math.min(error.retryAfterMs, LONGEST_PAUSE_MS));
  }

  private send(): void {
    if (this.pending === undefined) {
      if (this.stopped) return;
      this.pending = `${this.options.name}-${String(this.sent.length).padStart(8, '0')}`;
      this.sent.push(this.pending);
    }
    const input = {
      channelId: this.channelId,
      clientMessageId: this.pending,
      text: `${this.pending} ${this.options.text}`,
    };
    this.socket?.send(JSON.stringify({ id: this.pending, action: 'message.send', input }));
  }
}
