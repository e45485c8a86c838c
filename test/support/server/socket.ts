import type { ActionName, Input, Output } from '../../../protocol/contracts.ts';
import { CONTRACTS } from '../../../protocol/contracts.ts';
import type { ErrorBody } from '../../../protocol/errors.ts';
import type { Event } from '../../../protocol/events.ts';
import { FrameDown } from '../../../protocol/frames.ts';
import { PROTOCOL_VERSION } from '../../../protocol/version.ts';
import type { AuthorizerEvent } from '../../../lambdas/dispatch/authorizer.ts';
import { SocketTraffic } from '../traffic/traffic.ts';
import type { Inbox } from './gateway.ts';
import type { Server } from './start-server.ts';
import { HOST, ORIGIN, ORIGIN_SECRET } from './start-server.ts';

let opened = 0;

/** The authorizer's event for a handshake; a header set to an empty list is left out. */
export function handshake(
  ticket: readonly string[],
  headers: Readonly<Record<string, readonly string[]>> = {},
): AuthorizerEvent {
  const all = {
    'X-Parley-Origin': [ORIGIN_SECRET],
    'X-Parley-Host': [HOST],
    Origin: [ORIGIN],
    ...headers,
  };
  const present = Object.entries(all).filter(([, values]) => values.length > 0);
  return {
    methodArn: 'arn:aws:execute-api:eu-west-1:123456789012:api/ws/$connect',
    headers: Object.fromEntries(present.map(([name, values]) => [name, values.at(-1) ?? ''])),
    multiValueHeaders: Object.fromEntries(present.map(([name, values]) => [name, [...values]])),
    multiValueQueryStringParameters: { ticket: [...ticket] },
  };
}

/** A socket, as a client holds it. */
export class TestSocket {
  readonly server: Server;
  readonly connectionId: string;
  readonly #authorizer: Readonly<Record<string, unknown>>;
  readonly #inbox: Inbox;
  readonly #traffic = new SocketTraffic();
  #ids = 0;

  private constructor(server: Server, connectionId: string, authorizer: Readonly<Record<string, unknown>>) {
    this.server = server;
    this.connectionId = connectionId;
    this.#authorizer = authorizer;
    this.#inbox = server.gateway.open(connectionId);
    this.#inbox.onFrame = (text) => this.#traffic.down(text);
  }

  /** Opens a socket by a ticket. Throws with the status when the handshake is refused. */
  static async open(server: Server, ticket: string): Promise<TestSocket> {
    const verdict = await server.authorize(handshake([ticket]));
    if (verdict.policyDocument.Statement[0]?.Effect !== 'Allow') throw new Error('403: the authorizer denied');
    opened += 1;
    const authorizer = { ...verdict.context, principalId: verdict.principalId };
    const connectionId = `connection-${opened}`;
    const requestContext = { connectionId, eventType: 'CONNECT', authorizer } as const;
    const { statusCode } = await server.socket({ requestContext });
    if (statusCode !== 200) throw new Error(`${statusCode}: $connect refused`);
    return new TestSocket(server, connectionId, authorizer);
  }

  get closed(): boolean {
    return this.#inbox.closed;
  }

  /** Frames received so far, each exactly as the protocol says. */
  get frames(): readonly FrameDown[] {
    return this.#inbox.frames.map((text) => FrameDown.parse(JSON.parse(text)));
  }

  /** Events received so far. */
  get events(): readonly Event[] {
    return this.frames.flatMap((frame) => ('events' in frame ? frame.events : []));
  }

  /** Any text as a frame; resolves when the function has ended. */
  async raw(body: string, isBase64Encoded = false): Promise<void> {
    const requestContext = {
      connectionId: this.connectionId,
      eventType: 'MESSAGE',
      authorizer: this.#authorizer,
    } as const;
    if (!isBase64Encoded) this.#traffic.up(body);
    await this.server.socket({ requestContext, body, isBase64Encoded });
  }

  async call<A extends ActionName>(action: A, input: Input<A>): Promise<Output<A>> {
    const reply = await this.#ask(action, input);
    if (!reply.ok) throw new Error(`${action} was refused: ${JSON.stringify(reply.error)}`);
    return CONTRACTS[action].output.parse(reply.output) as Output<A>;
  }

  async refused<A extends ActionName>(action: A, input: Input<A>): Promise<ErrorBody> {
    const reply = await this.#ask(action, input);
    if (reply.ok) throw new Error(`${action} was not refused`);
    return reply.error;
  }

  async #ask(action: string, input: unknown) {
    this.#ids += 1;
    const id = `frame-${this.#ids}`;
    await this.raw(JSON.stringify({ id, action, input }));
    for (const frame of this.frames) if ('ok' in frame && frame.id === id) return frame;
    throw new Error(`no reply to ${action}`);
  }

  /** The first frame of a client. */
  async hello(open: readonly string[] = []): Promise<this> {
    await this.call('socket.hello', { version: PROTOCOL_VERSION, open: [...open], visible: true });
    return this;
  }

  /** Closes from the client's side. */
  async close(): Promise<void> {
    this.server.gateway.drop(this.connectionId);
    const requestContext = {
      connectionId: this.connectionId,
      eventType: 'DISCONNECT',
      authorizer: this.#authorizer,
    } as const;
    await this.server.socket({ requestContext });
  }
}
