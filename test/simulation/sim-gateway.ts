import type { SocketEvent } from '../../lambdas/dispatch/socket-event.ts';
import type { Event } from '../../protocol/events.ts';
import { KEEP_ALIVE } from '../../protocol/keep-alive.ts';
import type { SocketListener } from '../../web/src/client/environment.ts';
import type { Faults } from './faults.ts';
import type { Scheduler } from './scheduler.ts';

/** One socket as the gateway knows it. */
export interface Wire {
  readonly connectionId: string;
  readonly authorizer: Readonly<Record<string, unknown>>;
  readonly userId: string;
  readonly listener: SocketListener;
  state: 'opening' | 'open' | 'closed';
  /** The browser was told of the end, or will be. */
  isEndTold: boolean;
  /** Of the last frame in either direction, virtual milliseconds. */
  usedAt: number;
}

/** Events on their way to a browser, for the checker. */
export interface Posted {
  readonly userId: string;
  readonly events: readonly Event[];
  /** How many commits the store had when it was posted. */
  readonly commit: number;
}

interface Parts {
  readonly scheduler: Scheduler;
  readonly faults: Faults;
  readonly commits: () => number;
  readonly invoke: (event: SocketEvent) => Promise<{ statusCode: number }>;
}

/** API Gateway's own limits, milliseconds. */
const LONGEST_MS = 2 * 3_600_000;
const IDLE_MS = 10 * 60_000;

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
    const { scheduler } = this.#parts;
    const connectionId = Buffer.from(scheduler.random.bytes(9)).toString('base64url');
    const wire: Wire = {
      connectionId,
      authorizer,
      userId: String(authorizer['userId']),
      listener,
      state: 'opening',
      isEndTold: false,
      usedAt: scheduler.now(),
    };
    this.#wires.set(connectionId, wire);
    const answer = await this.#send(wire, 'CONNECT').catch(() => null);
    if (answer?.statusCode !== 200 || wire.state !== 'opening') {
      wire.state = 'closed';
      return null;
    }
    wire.state = 'open';
    this.#limit(wire);
    return wire;
  }

  /** A frame from the browser. */
  receive(wire: Wire, body: string): void {
    const { scheduler, faults } = this.#parts;
    const site = faults.at('socket.frame');
    if (site.strikes('frameLost')) return;
    if (site.strikes('frameCut')) return this.cut(wire);
    wire.usedAt = scheduler.now();
    // Answered by the gateway itself.
    if (body === KEEP_ALIVE) return;
    const times = site.strikes('invokedTwice') ? 2 : 1;
    for (let time = 0; time < times; time += 1) {
      scheduler.after(scheduler.latency(), () => {
        if (wire.state === 'open') this.#send(wire, 'MESSAGE', body).catch(() => undefined);
      });
    }
  }

  /** The socket ends, whoever cut it; both sides learn it in their own time, or never. */
  cut(wire: Wire): void {
    const { scheduler, faults } = this.#parts;
    if (wire.state === 'closed') return;
    wire.state = 'closed';
    const site = faults.at('socket.end');
    wire.isEndTold = !site.strikes('endUnnoticed');
    if (wire.isEndTold) scheduler.after(scheduler.latency(), () => wire.listener.closed());
    if (site.strikes('disconnectMissing')) return;
    scheduler.after(scheduler.latency(), () => void this.#send(wire, 'DISCONNECT').catch(() => undefined));
  }

  open(): readonly Wire[] {
    return [...this.#wires.values()].filter(({ state }) => state === 'open');
  }

  post(connectionIds: readonly string[], frame: string): readonly string[] {
    return connectionIds.filter((id) => {
      const wire = this.#wires.get(id);
      if (wire?.state === 'open') this.#deliver(wire, frame);
      else if (wire && !wire.isEndTold) this.#parts.faults.note('goneOnPost', 'gateway.post');
      return wire?.state !== 'open';
    });
  }

  close(connectionId: string): void {
    const wire = this.#wires.get(connectionId);
    if (wire) this.cut(wire);
  }

  /** No socket lives for longer than two hours, nor for ten minutes in silence. */
  #limit(wire: Wire): void {
    const { scheduler, faults } = this.#parts;
    scheduler.after(LONGEST_MS, () => {
      if (wire.state !== 'open') return;
      faults.note('twoHourCut', 'socket');
      this.cut(wire);
    });
    const look = (): void => {
      if (wire.state !== 'open') return;
      const left = wire.usedAt + IDLE_MS - scheduler.now();
      if (left > 0) return void scheduler.after(left, look);
      faults.note('idleCut', 'socket');
      this.cut(wire);
    };
    scheduler.after(IDLE_MS, look);
  }

  #deliver(wire: Wire, frame: string): void {
    const { scheduler, faults, commits } = this.#parts;
    const isPush = frame.startsWith('{"events"');
    if (isPush) this.posted.push({ userId: wire.userId, events: eventsIn(frame), commit: commits() });
    const site = faults.at(isPush ? 'socket.push' : 'socket.reply');
    if (site.strikes('frameCut')) return this.cut(wire);
    wire.usedAt = scheduler.now();
    const times = site.strikes('pushLost') ? 0 : site.strikes('pushDoubled') ? 2 : 1;
    for (let time = 0; time < times; time += 1) {
      const late = site.strikes('pushLate') ? scheduler.random.between(200, 5_000) : 0;
      scheduler.after(scheduler.latency() + late, () => {
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

function eventsIn(frame: string): readonly Event[] {
  const { events } = JSON.parse(frame) as { events: readonly Event[] };
  return events;
}
