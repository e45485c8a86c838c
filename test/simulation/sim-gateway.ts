import type { SocketEvent } from '../../lambdas/dispatch/socket-event.ts';
import type { SocketListener } from '../../web/src/client/environment.ts';
import type { FaultRates } from './faults.ts';
import type { Scheduler } from './scheduler.ts';

/** One socket as the gateway knows it. */
export interface Wire {
  readonly connectionId: string;
  readonly authorizer: Readonly<Record<string, unknown>>;
  readonly userId: string;
  readonly listener: SocketListener;
  state: 'opening' | 'open' | 'closed';
}

/** A frame on its way to a browser, for the checker. */
export interface Posted {
  readonly userId: string;
  readonly frame: string;
  /** How many commits the store had when it was posted. */
  readonly commit: number;
}

interface Parts {
  readonly scheduler: Scheduler;
  readonly rates: () => FaultRates;
  readonly commits: () => number;
  readonly invoke: (event: SocketEvent) => Promise<{ statusCode: number }>;
}

/** The WebSocket API: who is connected, and frames that take their time, in any order. */
export class SimGateway {
  readonly posted: Posted[] = [];
  readonly #wires = new Map<string, Wire>();
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Opens a socket whose ticket was accepted. */
  async connect(authorizer: Readonly<Record<string, unknown>>, listener: SocketListener): Promise<Wire | null> {
    const connectionId = Buffer.from(this.#parts.scheduler.random.bytes(9)).toString('base64url');
    const userId = String(authorizer['userId']);
    const wire: Wire = { connectionId, authorizer, userId, listener, state: 'opening' };
    this.#wires.set(connectionId, wire);
    const answer = await this.#send(wire, 'CONNECT').catch(() => null);
    if (answer?.statusCode !== 200 || wire.state !== 'opening') {
      wire.state = 'closed';
      return null;
    }
    wire.state = 'open';
    return wire;
  }

  /** A frame from the browser. */
  receive(wire: Wire, body: string): void {
    const { scheduler, rates } = this.#parts;
    if (scheduler.random.chance(rates().frameLost)) return;
    const times = scheduler.random.chance(rates().invokedTwice) ? 2 : 1;
    for (let time = 0; time < times; time += 1) {
      scheduler.after(scheduler.latency(), () => {
        if (wire.state === 'open') this.#send(wire, 'MESSAGE', body).catch(() => undefined);
      });
    }
  }

  /** The socket ends, whoever cut it; both sides learn it in their own time, and the function perhaps never. */
  cut(wire: Wire, noticed = true): void {
    const { scheduler, rates } = this.#parts;
    if (wire.state === 'closed') return;
    wire.state = 'closed';
    if (noticed) scheduler.after(scheduler.latency(), () => wire.listener.closed());
    if (scheduler.random.chance(rates().disconnectMissing)) return;
    scheduler.after(scheduler.latency(), () => void this.#send(wire, 'DISCONNECT').catch(() => undefined));
  }

  open(): readonly Wire[] {
    return [...this.#wires.values()].filter(({ state }) => state === 'open');
  }

  post(connectionIds: readonly string[], frame: string): readonly string[] {
    const gone = connectionIds.filter((id) => this.#wires.get(id)?.state !== 'open');
    for (const id of connectionIds) {
      const wire = this.#wires.get(id);
      if (wire?.state === 'open') this.#deliver(wire, frame);
    }
    return gone;
  }

  close(connectionId: string): void {
    const wire = this.#wires.get(connectionId);
    if (wire) this.cut(wire);
  }

  #deliver(wire: Wire, frame: string): void {
    const { scheduler, rates, commits } = this.#parts;
    this.posted.push({ userId: wire.userId, frame, commit: commits() });
    const times = scheduler.random.chance(rates().pushLost) ? 0 : scheduler.random.chance(rates().pushDoubled) ? 2 : 1;
    for (let time = 0; time < times; time += 1) {
      scheduler.after(scheduler.latency(), () => {
        if (wire.state === 'open') wire.listener.frame(frame);
      });
    }
  }

  #send(wire: Wire, eventType: 'CONNECT' | 'MESSAGE' | 'DISCONNECT', body?: string): Promise<{ statusCode: number }> {
    const { connectionId, authorizer } = wire;
    const requestContext = { connectionId, eventType, authorizer };
    return this.#parts.invoke(body === undefined ? { requestContext } : { requestContext, body });
  }
}
