/** One client of the WebSocket API. */
import type { Socket } from 'node:net';
import { type Batch, closeFrame, controlFrame, OPCODE } from './frames.ts';
import { CLOSE, FrameReader, type FrameEvents } from './frame-reader.ts';
import type { GatewayLimits } from './limits.ts';

/** How long a client may take to answer our close frame. */
const CLOSE_WAIT_MS = 2000;

/** Why a connection ended, as `$disconnect` tells it. */
export interface Ending {
  readonly code: number;
  readonly reason: string;
}

export interface ConnectionEvents {
  onMessage(connection: Connection, text: string): void;
  /** Exactly once per connection. */
  onEnd(connection: Connection, ending: Ending): void;
}

export class Connection implements FrameEvents {
  readonly id: string;
  readonly connectedAt: number;
  /** What the authorizer said, on every event. */
  readonly authorizer: Readonly<Record<string, string>> | undefined;
  readonly identity: { readonly sourceIp: string; readonly userAgent: string };
  /** Time of the last frame either way. */
  active: number;
  /** Frames that are written at the end of this turn. */
  batch: Batch | undefined;
  /** False once a close was begun: posts count as gone. */
  open = true;
  readonly #socket: Socket;
  readonly #events: ConnectionEvents;
  readonly #reader: FrameReader;
  #ending: Ending | undefined;

  constructor(
    socket: Socket,
    about: Pick<Connection, 'id' | 'connectedAt' | 'authorizer' | 'identity'>,
    events: ConnectionEvents,
    limits: GatewayLimits,
  ) {
    this.id = about.id;
    this.connectedAt = about.connectedAt;
    this.authorizer = about.authorizer;
    this.identity = about.identity;
    this.active = about.connectedAt;
    this.#socket = socket;
    this.#events = events;
    this.#reader = new FrameReader(this, limits);
    socket.on('data', this.#onData);
    socket.on('error', ignore);
    socket.on('end', this.#onSocketEnd);
    socket.on('close', this.#onSocketClose);
  }

  /** Bytes that came with the handshake. */
  begin(head: Buffer): void {
    if (head.length > 0) this.#reader.push(head);
  }

  /** Writes what was gathered in this turn; cuts off a client that does not read. */
  flush(now: number, backlogBytes: number): void {
    const batch = this.batch;
    this.batch = undefined;
    if (batch === undefined || this.#socket.destroyed) return;
    this.active = now;
    this.#socket.write(batch.bytes());
    if (this.#socket.writableLength > backlogBytes) this.#destroy({ code: 1006, reason: 'client does not read' });
  }

  /** Begins the closing handshake; the socket is cut when the client does not answer. */
  close(code: number, reason: string): void {
    if (!this.open) return;
    this.open = false;
    this.#ending ??= { code, reason };
    if (this.batch !== undefined) this.#socket.write(this.batch.bytes());
    this.batch = undefined;
    this.#socket.write(closeFrame(code, reason));
    this.#socket.setTimeout(CLOSE_WAIT_MS, () => this.#socket.destroy());
  }

  /** Cuts the connection without a word, as a failing network does. */
  cut(): void {
    this.#destroy({ code: 1006, reason: 'cut' });
  }

  onText(text: string): void {
    if (this.open) this.#events.onMessage(this, text);
  }

  onPing(payload: Buffer): void {
    if (this.open) this.#socket.write(controlFrame(OPCODE.pong, payload));
  }

  onPong(): void {}

  onClose(code: number, payload: Buffer): void {
    this.#ending ??= { code, reason: payload.subarray(2).toString() };
    if (this.open) this.#socket.write(controlFrame(OPCODE.close, payload.subarray(0, 2)));
    this.open = false;
    this.#socket.end();
    this.#socket.setTimeout(CLOSE_WAIT_MS, () => this.#socket.destroy());
  }

  onViolation(code: number, reason: string): void {
    this.close(code, reason);
    this.#socket.end();
  }

  readonly #onData = (chunk: Buffer): void => {
    this.active = Date.now();
    this.#reader.push(chunk);
  };

  readonly #onSocketEnd = (): void => {
    this.#socket.end();
  };

  readonly #onSocketClose = (): void => {
    this.open = false;
    this.#events.onEnd(this, this.#ending ?? { code: CLOSE.goingAway + 5, reason: 'connection lost' });
  };

  #destroy(ending: Ending): void {
    this.#ending ??= ending;
    this.open = false;
    this.#socket.destroy();
  }
}

function ignore(): void {}
