import type { SocketEvent } from '../../lambdas/dispatch/socket-event.ts';
import { KEEP_ALIVE } from '../../protocol/keep-alive.ts';
import type { Scheduler } from '../../test/simulation/scheduler.ts';
import type { SocketListener } from '../../web/src/client/environment.ts';
import { HOUR, MINUTE, WAITS } from './assumptions.ts';
import type { Charge, Meter } from './meter.ts';
import type { Invocation } from './sandbox.ts';

/** The gateway cuts every socket after this long. */
const LONGEST_MS = 2 * HOUR;
const IDLE_MS = 10 * MINUTE;
const FRAME_BYTES = 32 * 1_024;

export interface Wire {
  readonly connectionId: string;
  readonly userId: string;
  readonly authorizer: Readonly<Record<string, unknown>>;
  readonly listener: SocketListener;
  open: boolean;
  heardAt: number;
}

interface Parts {
  readonly scheduler: Scheduler;
  readonly meter: Meter;
  /** Sockets from before this moment are of any age: not everyone of a working day came in the same minutes. */
  readonly settledAt: number;
  invoke(event: SocketEvent, charge: Charge): Promise<{ statusCode: number }>;
}

const framesOf = (text: string): number => Math.max(1, Math.ceil(text.length / FRAME_BYTES));

/** The WebSocket API: billed per 32 KB of each frame, in and out, and per minute of each connection. */
export class Gateway {
  readonly wires = new Map<string, Wire>();
  /** Closed for being silent: the keep-alive should not let that happen. */
  idledOut = 0;
  readonly #parts: Parts;
  #last = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async connect(authorizer: Readonly<Record<string, unknown>>, listener: SocketListener): Promise<Wire | null> {
    const { scheduler } = this.#parts;
    const connectionId = `conn${String((this.#last += 1)).padStart(10, '0')}=`;
    const userId = String(authorizer['userId']);
    const wire: Wire = { connectionId, authorizer, userId, listener, open: true, heardAt: scheduler.now() };
    const answer = await this.#send(wire, 'CONNECT');
    if (answer.statusCode !== 200) return null;
    this.wires.set(connectionId, wire);
    const isEarly = scheduler.now() < this.#parts.settledAt;
    scheduler.after(LONGEST_MS * (isEarly ? scheduler.random.next() : 1), () => this.cut(wire));
    return wire;
  }

  /** A socket of someone whose browser is not replayed: it only receives. */
  addGhost(userId: string, connectionId: string): void {
    const listener = { opened: () => {}, frame: () => {}, closed: () => {} };
    const authorizer = { userId, sessionId: 'ghost', expiresAt: String(Number.MAX_SAFE_INTEGER), device: 'Firefox' };
    this.wires.set(connectionId, { connectionId, userId, authorizer, listener, open: true, heardAt: 0 });
  }

  /** A frame of someone who is not replayed. */
  say(connectionId: string, body: string): void {
    const wire = this.wires.get(connectionId);
    if (wire) void this.#send(wire, 'MESSAGE', body);
  }

  /** A frame from the browser. */
  receive(wire: Wire, body: string): void {
    const { scheduler, meter } = this.#parts;
    if (!wire.open) return;
    const isBeat = body === KEEP_ALIVE;
    const cause = isBeat ? 'keep-alive' : (JSON.parse(body) as { action: string }).action;
    const charge = { userId: wire.userId, cause };
    meter.add(charge, 'framesIn', framesOf(body));
    meter.add(charge, 'times', 1);
    if (scheduler.now() - wire.heardAt > IDLE_MS) {
      this.idledOut += 1;
      return this.cut(wire);
    }
    wire.heardAt = scheduler.now();
    if (!isBeat) scheduler.after(WAITS.network, () => void this.#send(wire, 'MESSAGE', body));
  }

  cut(wire: Wire): void {
    if (!wire.open) return;
    wire.open = false;
    this.wires.delete(wire.connectionId);
    const { scheduler } = this.#parts;
    scheduler.after(WAITS.network, () => wire.listener.closed());
    scheduler.after(WAITS.network, () => void this.#send(wire, 'DISCONNECT'));
  }

  /** @returns those that are gone */
  post(ids: readonly string[], frame: string, { charge }: Invocation): readonly string[] {
    const { scheduler, meter } = this.#parts;
    const gone: string[] = [];
    for (const id of ids) {
      const wire = this.wires.get(id);
      if (!wire) {
        gone.push(id);
        continue;
      }
      const cause = frame.startsWith('{"events"') ? `event ${typeOf(frame)}` : charge.cause;
      const to = { userId: wire.userId, cause };
      meter.add(to, 'framesOut', framesOf(frame));
      meter.add(to, 'bytesOut', frame.length);
      wire.heardAt = scheduler.now();
      scheduler.after(WAITS.network, () => {
        if (wire.open) wire.listener.frame(frame);
      });
    }
    return gone;
  }

  close(connectionId: string): void {
    const wire = this.wires.get(connectionId);
    if (wire) this.cut(wire);
  }

  /** Notes one minute of every connection. */
  passMinute(): void {
    const { meter } = this.#parts;
    for (const { userId } of this.wires.values()) if (meter.counts(userId)) meter.connectionMinutes += 1;
  }

  #send(wire: Wire, eventType: 'CONNECT' | 'MESSAGE' | 'DISCONNECT', body?: string): Promise<{ statusCode: number }> {
    const { connectionId, authorizer, userId } = wire;
    const requestContext = { connectionId, eventType, authorizer };
    const cause = body === undefined ? (eventType === 'CONNECT' ? 'connect' : 'disconnect') : actionOf(body);
    return this.#parts.invoke(body === undefined ? { requestContext } : { requestContext, body }, { userId, cause });
  }
}

const actionOf = (body: string): string => /"action":"([\w.]+)"/.exec(body)?.[1] ?? 'unknown';
const typeOf = (frame: string): string => /"type":"([\w.]+)"/.exec(frame)?.[1] ?? 'unknown';
