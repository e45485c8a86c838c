import type { Inbox } from '../support/server/gateway.ts';
import type { Person } from '../support/server/person.ts';
import { handshake } from '../support/server/socket.ts';
import type { Server } from '../support/server/start-server.ts';

let opened = 0;

/** A socket of which every frame is kept as it came, and which can be opened again as the same connection. */
export class Line {
  readonly #server: Server;
  readonly #connectionId: string;
  readonly #authorizer: Readonly<Record<string, unknown>>;
  #inbox: Inbox;

  private constructor(server: Server, connectionId: string, authorizer: Readonly<Record<string, unknown>>) {
    this.#server = server;
    this.#connectionId = connectionId;
    this.#authorizer = authorizer;
    this.#inbox = server.gateway.open(connectionId);
  }

  static async open(person: Person): Promise<Line> {
    const { ticket } = await person.call('socket.ticket', {});
    const { server } = person;
    const verdict = await server.authorize(handshake([ticket]));
    const authorizer = { ...verdict.context, principalId: verdict.principalId };
    const connectionId = `line-${++opened}`;
    const { statusCode } = await server.socket({ requestContext: { connectionId, eventType: 'CONNECT', authorizer } });
    if (statusCode !== 200) throw new Error(`${statusCode}: $connect refused`);
    return new Line(server, connectionId, authorizer);
  }

  get closed(): boolean {
    return this.#inbox.closed;
  }

  /** Frames since the last look. */
  take(): readonly string[] {
    return this.#inbox.frames.splice(0);
  }

  /** Connected again after a call that closed it was taken back. */
  reopen(): void {
    if (this.closed) this.#inbox = this.#server.gateway.open(this.#connectionId);
  }

  /** Sends a frame; the reply, as it came. */
  async ask(action: string, input: unknown): Promise<string> {
    await this.frame(JSON.stringify({ id: ID, action, input }));
    const at = this.#inbox.frames.findIndex((text) => text.startsWith(`{"id":"${ID}"`));
    const [reply] = at < 0 ? [] : this.#inbox.frames.splice(at, 1);
    if (reply === undefined) throw new Error(`no reply to ${action}`);
    return reply;
  }

  /** Sends a frame and fails when it is refused. */
  async call(action: string, input: unknown): Promise<void> {
    const reply = await this.ask(action, input);
    if (!reply.startsWith(`{"id":"${ID}","ok":true`)) throw new Error(`${action}: ${reply}`);
  }

  private async frame(body: string): Promise<void> {
    const requestContext = {
      connectionId: this.#connectionId,
      eventType: 'MESSAGE',
      authorizer: this.#authorizer,
    } as const;
    await this.#server.socket({ requestContext, body, isBase64Encoded: false });
  }
}

/** The same for all frames, so that equal answers are equal texts. */
const ID = 'frame';
