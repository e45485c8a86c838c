/** The WebSocket API: handshakes, routes, limits, and the Gateway port that posts to its connections. */
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Gateway } from '../../lambdas/delivery/gateway.ts';
import { connectionId, requestId } from '../support/ids.ts';
import type { Route, SocketApi } from '../template/model.ts';
import { admit, type Target } from './admission.ts';
import { Connection, type Ending } from './connection.ts';
import { CLOSE } from './frame-reader.ts';
import { Batch, textFrame } from './frames.ts';
import { accept, handshakeKey, refuse } from './handshake.ts';
import type { Invoker } from './invoker.ts';
import { FunctionFailed } from './invoker.ts';
import { type GatewayLimits, happens, type Switches } from './limits.ts';
import { Outbox } from './outbox.ts';
import { createSelector } from './selection.ts';
import { disconnectEvent, messageEvent, type OriginRequest, type Subject } from './socket-events.ts';

/** A post was larger than a WebSocket message may be. */
class PayloadTooLarge extends Error {
  override readonly name = 'PayloadTooLargeException';
}

/** How long a stop waits for clients, and then for `$disconnect`, before it cuts them off. */
const STOP_WAIT_MS = 500;

const NONE_GONE: Promise<readonly string[]> = Promise.resolve([]);

/** What @connections answers to one call. */
export type PostOutcome = 'posted' | 'gone' | 'throttled' | 'too-large';

export interface SocketApiServer extends Gateway {
  /** One post as @connections answers it, without the retries of the Gateway port. */
  postOne(connectionId: string, frame: string): PostOutcome;
  closeOne(connectionId: string): PostOutcome;
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
  readonly #select: (text: string) => string;
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
    this.#select = createSelector(api);
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
    const subject: Subject = {
      id: connectionId(),
      connectedAt: Date.now(),
      identity: { sourceIp: request.sourceIp, userAgent: request.headers['user-agent']?.[0] ?? '' },
      authorizer: undefined,
    };
    const admission = await admit(
      this.#api,
      this.#targets.get('$connect'),
      this.#invoker,
      subject,
      request,
      this.#limits,
    );
    if (!admission.admitted) return refuse(socket, admission.status, admission.message);
    this.#begin(
      new Connection(socket, admission.subject, this.#events, this.#limits),
      key,
      admission.protocol,
      socket,
      head,
    );
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

  #answer(connection: Connection, message: string): void {
    const frame = JSON.stringify({ message, connectionId: connection.id, requestId: requestId() });
    this.#outbox.answer(connection, new Batch(textFrame(frame)));
  }

  post(connectionIds: readonly string[], frame: string): Promise<readonly string[]> {
    if (frame.length * 3 > this.#limits.messageBytes && Buffer.byteLength(frame) > this.#limits.messageBytes)
      return Promise.reject(new PayloadTooLarge('a message may have 128 KB'));
    const batch = new Batch(textFrame(frame));
    const faulty = this.#switches.postDelayMs > 0 || this.#switches.lostPosts > 0 || this.#switches.throttledPosts > 0;
    const alone = connectionIds.length === 1;
    let gone: string[] | undefined;
    for (const id of connectionIds) {
      const connection = this.#connections.get(id);
      if (connection === undefined || !connection.open) (gone ??= []).push(id);
      else if (faulty && happens(this.#switches.throttledPosts)) continue;
      else if (faulty) this.#postBadly(connection, batch);
      else if (alone) this.#outbox.answer(connection, batch);
      else this.#outbox.add(connection, batch);
    }
    return gone === undefined ? NONE_GONE : Promise.resolve(gone);
  }

  #postBadly(connection: Connection, batch: Batch): void {
    if (happens(this.#switches.lostPosts)) return;
    setTimeout(() => {
      if (connection.open) this.#outbox.add(connection, batch);
    }, Math.random() * this.#switches.postDelayMs);
  }

  postOne(id: string, frame: string): PostOutcome {
    if (Buffer.byteLength(frame) > this.#limits.messageBytes) return 'too-large';
    if (happens(this.#switches.throttledPosts)) return 'throttled';
    const connection = this.#connections.get(id);
    if (connection === undefined || !connection.open) return 'gone';
    const batch = new Batch(textFrame(frame));
    if (this.#switches.postDelayMs > 0 || this.#switches.lostPosts > 0) this.#postBadly(connection, batch);
    else this.#outbox.answer(connection, batch);
    return 'posted';
  }

  close(id: string): Promise<void> {
    this.closeOne(id);
    return Promise.resolve();
  }

  closeOne(id: string): PostOutcome {
    const connection = this.#connections.get(id);
    if (connection === undefined || !connection.open) return 'gone';
    connection.close(CLOSE.normal, 'Connection Closed Normally');
    return 'posted';
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

function ignore(): void {}
