/** The WebSocket API: handshakes, routes, limits, and the Gateway port that posts to its connections. */
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Gateway } from '../../lambdas/delivery/gateway.ts';
import { connectionId, requestId } from '../support/ids.ts';
import type { Route, SocketApi } from '../template/model.ts';
import { asObject, asText, type Json } from '../template/json.ts';
import { authorize } from './authorizer.ts';
import { Connection, type Ending } from './connection.ts';
import { CLOSE } from './frame-reader.ts';
import { Batch, textFrame } from './frames.ts';
import { accept, handshakeKey, refuse } from './handshake.ts';
import type { Invoker } from './invoker.ts';
import { FunctionFailed } from './invoker.ts';
import { type GatewayLimits, happens, type Switches } from './limits.ts';
import { Outbox } from './outbox.ts';
import { authorizerEvent, connectEvent, disconnectEvent, messageEvent, type OriginRequest } from './socket-events.ts';

/** A post was larger than a WebSocket message may be. */
export class PayloadTooLarge extends Error {
  override readonly name = 'PayloadTooLargeException';
}

/** How long a stop waits for clients, and then for `$disconnect`, before it cuts them off. */
const STOP_WAIT_MS = 500;

const NONE_GONE: Promise<readonly string[]> = Promise.resolve([]);

interface Target {
  readonly route: Route;
  /** False: no permission lets the API invoke the function. */
  readonly permitted: boolean;
}

export interface SocketApiServer extends Gateway {
  /** Takes over an upgrade request that the edge has sent to this API. */
  upgrade(incoming: IncomingMessage, socket: Socket, head: Buffer, request: OriginRequest): Promise<void>;
  readonly connectionCount: number;
  /** Cuts a connection (all without an id) without a word, as a failing network does. */
  cut(connectionId?: string): void;
  /** Closes every connection and waits for their `$disconnect`. */
  stop(): Promise<void>;
}

export function startSocketApi(
  api: SocketApi,
  invoker: Invoker,
  limits: GatewayLimits,
  switches: Switches,
): SocketApiServer {
  return new SocketApiRuntime(api, invoker, limits, switches);
}

class SocketApiRuntime implements SocketApiServer {
  readonly #api: SocketApi;
  readonly #invoker: Invoker;
  readonly #limits: GatewayLimits;
  readonly #switches: Switches;
  readonly #targets: ReadonlyMap<string, Target>;
  /** Names of the routes that a message's body may choose. */
  readonly #ownKeys: readonly string[];
  readonly #connections = new Map<string, Connection>();
  readonly #outbox: Outbox;
  readonly #sweep: NodeJS.Timeout;
  readonly #disconnects = new Set<Promise<unknown>>();
  #onEmpty: (() => void) | undefined;

  constructor(api: SocketApi, invoker: Invoker, limits: GatewayLimits, switches: Switches) {
    this.#api = api;
    this.#invoker = invoker;
    this.#limits = limits;
    this.#switches = switches;
    this.#targets = new Map(api.routes.map((route) => [route.key, { route, permitted: this.#isPermitted(route) }]));
    this.#ownKeys = api.routes.map((route) => route.key).filter((key) => !key.startsWith('$'));
    this.#outbox = new Outbox(limits.backlogBytes);
    const every = Math.max(20, Math.min(1000, limits.idleMs / 4, limits.connectionMs / 4));
    this.#sweep = setInterval(() => this.#closeExpired(), every).unref();
  }

  get connectionCount(): number {
    return this.#connections.size;
  }

  async upgrade(incoming: IncomingMessage, socket: Socket, head: Buffer, request: OriginRequest): Promise<void> {
    socket.on('error', () => socket.destroy());
    const key = handshakeKey(incoming);
    if (key === undefined) return refuse(socket, 400, 'Bad Request');
    if (happens(this.#switches.throttledRequests)) return refuse(socket, 429, 'Too Many Requests');
    const target = this.#targets.get('$connect');
    if (target === undefined && this.#api.routes.length === 0) return refuse(socket, 403, 'Forbidden');
    const about = {
      id: connectionId(),
      connectedAt: Date.now(),
      identity: { sourceIp: request.sourceIp, userAgent: request.headers['user-agent']?.[0] ?? '' },
      authorizer: undefined,
    };
    const admitted = target === undefined ? about : await this.#admit(target, about, request, socket);
    if (admitted === undefined) return;
    const protocol = 'protocol' in admitted ? admitted.protocol : undefined;
    this.#begin(new Connection(socket, admitted, this.#events, this.#limits), key, protocol, socket, head);
  }

  /** Authorizer, then `$connect`. Answers the handshake itself when it is refused. */
  async #admit(
    target: Target,
    about: Pick<Connection, 'id' | 'connectedAt' | 'authorizer' | 'identity'>,
    request: OriginRequest,
    socket: Socket,
  ) {
    const authorizer = this.#api.authorizers.get(target.route.authorizerId ?? '');
    let subject = about;
    if (authorizer !== undefined) {
      const event = authorizerEvent(this.#api, about, request);
      const verdict = await authorize(
        this.#api,
        authorizer,
        this.#invoker,
        request,
        event,
        this.#limits.socketTimeoutMs,
      );
      if (!verdict.allowed) return void refuse(socket, verdict.status, verdict.message);
      subject = { ...about, authorizer: verdict.context };
    } else if (target.route.authorizerId !== undefined) return void refuse(socket, 500, 'Internal server error');
    const { integration } = target.route;
    if (integration.kind === 'mock') return { ...subject, protocol: undefined };
    if (!target.permitted) return void refuse(socket, 500, 'Internal server error');
    try {
      const event = connectEvent(this.#api, subject, request);
      const answer = readAnswer(
        await this.#invoker.invoke(integration.functionArn, event, this.#timeout(integration.timeoutMs)),
      );
      if (answer.status >= 200 && answer.status < 300) return { ...subject, protocol: answer.protocol };
      return void refuse(socket, answer.status, answer.status === 403 ? 'Forbidden' : 'Connection refused');
    } catch (error) {
      if (!(error instanceof FunctionFailed)) throw error;
      return void refuse(socket, error.kind === 'integration-timeout' ? 504 : 502, 'Internal server error');
    }
  }

  #begin(connection: Connection, key: string, protocol: string | undefined, socket: Socket, head: Buffer): void {
    if (socket.destroyed) {
      this.#events.onEnd(connection, { code: 1006, reason: 'connection lost' });
      return;
    }
    this.#connections.set(connection.id, connection);
    accept(socket, key, protocol);
    connection.begin(head);
  }

  readonly #events = {
    onMessage: (connection: Connection, text: string): void => this.#receive(connection, text),
    onEnd: (connection: Connection, ending: Ending): void => {
      this.#connections.delete(connection.id);
      if (this.#connections.size === 0) this.#onEmpty?.();
      const target = this.#targets.get('$disconnect');
      if (target?.route.integration.kind !== 'function' || !target.permitted) return;
      if (happens(this.#switches.lostDisconnects)) return;
      const { functionArn, timeoutMs } = target.route.integration;
      const event = disconnectEvent(this.#api, connection, ending);
      const call = this.#invoker.invoke(functionArn, event, this.#timeout(timeoutMs)).catch(ignore);
      this.#disconnects.add(call);
      void call.finally(() => this.#disconnects.delete(call));
    },
  };

  #receive(connection: Connection, text: string): void {
    if (happens(this.#switches.throttledRequests)) return this.#answer(connection, 'Too Many Requests');
    const key = this.#select(text);
    const target = this.#targets.get(key);
    if (target === undefined) return this.#answer(connection, 'Forbidden');
    const { integration } = target.route;
    if (integration.kind === 'mock') return;
    if (!target.permitted) return this.#answer(connection, 'Internal server error');
    const event = messageEvent(this.#api, connection, key, text);
    this.#invoker
      .invoke(integration.functionArn, event, this.#timeout(integration.timeoutMs))
      .catch((error: unknown) => {
        const late = error instanceof FunctionFailed && error.kind === 'integration-timeout';
        this.#answer(connection, late ? 'Endpoint request timed out' : 'Internal server error');
      });
  }

  /** The route of a message. Its body is parsed only when it could name a route of its own. */
  #select(text: string): string {
    if (!this.#ownKeys.some((key) => text.includes(key)) && !text.includes(String.raw`\u`)) return '$default';
    const value = textAtPath(text, this.#api.selection);
    return value !== undefined && this.#ownKeys.includes(value) ? value : '$default';
  }

  #answer(connection: Connection, message: string): void {
    const frame = JSON.stringify({ message, connectionId: connection.id, requestId: requestId() });
    this.#outbox.add(connection, new Batch(textFrame(frame)));
  }

  post(connectionIds: readonly string[], frame: string): Promise<readonly string[]> {
    if (frame.length * 3 > this.#limits.messageBytes && Buffer.byteLength(frame) > this.#limits.messageBytes)
      return Promise.reject(new PayloadTooLarge('a message may have 128 KB'));
    const batch = new Batch(textFrame(frame));
    const faulty = this.#switches.postDelayMs > 0 || this.#switches.lostPosts > 0 || this.#switches.throttledPosts > 0;
    let gone: string[] | undefined;
    for (const id of connectionIds) {
      const connection = this.#connections.get(id);
      if (connection === undefined || !connection.open) (gone ??= []).push(id);
      else if (faulty) this.#postBadly(connection, batch);
      else this.#outbox.add(connection, batch);
    }
    return gone === undefined ? NONE_GONE : Promise.resolve(gone);
  }

  #postBadly(connection: Connection, batch: Batch): void {
    if (happens(this.#switches.lostPosts) || happens(this.#switches.throttledPosts)) return;
    setTimeout(() => {
      if (connection.open) this.#outbox.add(connection, batch);
    }, Math.random() * this.#switches.postDelayMs);
  }

  close(id: string): Promise<void> {
    this.#connections.get(id)?.close(CLOSE.normal, 'Connection Closed Normally');
    return Promise.resolve();
  }

  cut(id?: string): void {
    for (const connection of id === undefined ? this.#connections.values() : [this.#connections.get(id)])
      connection?.cut();
  }

  async stop(): Promise<void> {
    clearInterval(this.#sweep);
    for (const connection of this.#connections.values()) connection.close(CLOSE.goingAway, 'Going away');
    const late = setTimeout(() => this.cut(), STOP_WAIT_MS);
    if (this.#connections.size > 0) await new Promise<void>((resolve) => (this.#onEmpty = resolve));
    clearTimeout(late);
    await Promise.race([Promise.all(this.#disconnects), delay(STOP_WAIT_MS, undefined, { ref: false })]);
  }

  #closeExpired(): void {
    const now = Date.now();
    for (const connection of this.#connections.values()) {
      if (now - connection.connectedAt >= this.#limits.connectionMs) connection.close(CLOSE.goingAway, 'Going away');
      else if (now - connection.active >= this.#limits.idleMs) connection.close(CLOSE.goingAway, 'Going away');
    }
  }

  #isPermitted(route: Route): boolean {
    const { integration } = route;
    if (integration.kind === 'mock') return true;
    return this.#invoker.permits(integration.functionArn, `${this.#api.arn}/${this.#api.stage}/${route.key}`);
  }

  #timeout(own: number): number {
    return Math.min(own, this.#limits.socketTimeoutMs);
  }
}

function readAnswer(result: unknown): { readonly status: number; readonly protocol: string | undefined } {
  const answer = typeof result === 'object' && result !== null ? result : {};
  const status = 'statusCode' in answer && typeof answer.statusCode === 'number' ? answer.statusCode : 502;
  const headers = 'headers' in answer && typeof answer.headers === 'object' ? Object.entries(answer.headers ?? {}) : [];
  const protocol = headers.find(([name]) => name.toLowerCase() === 'sec-websocket-protocol')?.[1];
  return { status, protocol: typeof protocol === 'string' ? protocol : undefined };
}

/** The text at `$request.body.a.b` of a JSON body; undefined when there is none. */
function textAtPath(body: string, selection: string): string | undefined {
  let value: Json | undefined;
  try {
    const parsed: Json = JSON.parse(body);
    value = parsed;
  } catch {
    return undefined;
  }
  for (const name of selection.replace(/^\$request\.body\./, '').split('.')) value = asObject(value)[name];
  return asText(value);
}

function ignore(): void {}
