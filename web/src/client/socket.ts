import type { ActionName, Input, Output } from '../../../protocol/contracts.ts';
import type { Event } from '../../../protocol/events.ts';
import type { FrameDown } from '../../../protocol/frames.ts';
import { KEEP_ALIVE } from '../../../protocol/keep-alive.ts';
import { readFrame } from './down-frames.ts';
import type { Clock, OpenSocket, Sockets } from './environment.ts';
import { noAnswer, problemOf } from './problems.ts';

/** One socket from its first frame to its end. It never reconnects: `connection.ts` does. */
export interface Socket {
  /** @throws Problem; `unavailable` when the socket ended, or no reply came in time: the outcome is unknown */
  request<A extends ActionName>(action: A, input: Input<A>): Promise<Output<A>>;
  close(): void;
}

export interface SocketEvents {
  opened(): void;
  events(events: readonly Event[]): void;
  /** Once, whoever ended it. */
  closed(): void;
}

/** The gateway idles a connection out after ten minutes. */
const KEEP_ALIVE_MS = 9 * 60_000;
/** The gateway lets a handler work for 29 s; a person waits less long for a second try. */
const REPLY_MS = 15_000;

interface Waiting {
  readonly settle: (frame: FrameDown | null) => void;
  readonly cancel: () => void;
}

export function openSocket(sockets: Sockets, clock: Clock, path: string, on: SocketEvents): Socket {
  const waiting = new Map<string, Waiting>();
  let lastId = 0;
  let ended = false;
  let cancelKeepAlive: (() => void) | null = null;

  const wire: OpenSocket = sockets.open(path, { opened, frame, closed: end });

  function opened(): void {
    if (ended) return;
    keepAlive();
    on.opened();
  }

  function keepAlive(): void {
    cancelKeepAlive?.();
    cancelKeepAlive = clock.after(KEEP_ALIVE_MS, () => {
      wire.send(KEEP_ALIVE);
      keepAlive();
    });
  }

  function end(): void {
    if (ended) return;
    ended = true;
    cancelKeepAlive?.();
    for (const { settle } of waiting.values()) settle(null);
    on.closed();
  }

  function close(): void {
    wire.close();
    end();
  }

  function frame(text: string): void {
    if (ended) return;
    const down = readFrame(text);
    if (!down) return;
    if ('events' in down) on.events(down.events);
    else if (down.id !== null) waiting.get(down.id)?.settle(down);
  }

  function request<A extends ActionName>(action: A, input: Input<A>): Promise<Output<A>> {
    if (ended) return Promise.reject(noAnswer());
    lastId += 1;
    const id = String(lastId);
    return new Promise((resolve, reject) => {
      const settle = (reply: FrameDown | null): void => {
        waiting.get(id)?.cancel();
        waiting.delete(id);
        if (!reply || 'events' in reply) reject(noAnswer());
        else if (reply.ok) resolve(reply.output as Output<A>);
        else reject(problemOf(reply.error));
      };
      // A socket that swallows a request is dead, however open it looks.
      waiting.set(id, { settle, cancel: clock.after(REPLY_MS, close) });
      wire.send(JSON.stringify({ id, action, input }));
      keepAlive();
    });
  }

  return { request, close };
}
