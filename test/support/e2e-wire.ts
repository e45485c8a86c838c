/** A page's connection, to be listened to and to be cut in one direction. */
import type { Page } from '@playwright/test';

export interface Wire {
  /** What the page sends is lost on the way, or kept back until `letGo`. */
  up: 'passes' | 'lost' | 'kept';
  /** Only frames that hold this are kept back. */
  keeps?: string;
  /** What the server answers and tells is lost on the way. */
  down: 'passes' | 'lost';
  /** From the first frame of the page on that holds this, nothing comes back any more. */
  cutAt?: string;
  /** Frames that came to the page. The first one answers its greeting: until then it asks by HTTP. */
  heard: number;
  /** What was kept back goes up now, in its order. */
  readonly letGo: () => void;
}

/** Puts a lossy wire under every socket that the page opens from now on; a reload keeps it. */
export async function lossyWire(page: Page): Promise<Wire> {
  const kept: (() => void)[] = [];
  const letGo = (): void => {
    wire.up = 'passes';
    for (const send of kept.splice(0)) send();
  };
  const wire: Wire = { up: 'passes', down: 'passes', heard: 0, letGo };
  await page.routeWebSocket(/\/ws\?/, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((message) => {
      if (wire.cutAt !== undefined && String(message).includes(wire.cutAt)) wire.down = 'lost';
      const isKept = wire.up === 'kept' && String(message).includes(wire.keeps ?? '');
      if (isKept) kept.push(() => server.send(message));
      else if (wire.up !== 'lost') server.send(message);
    });
    server.onMessage((message) => {
      if (wire.down === 'lost') return;
      socket.send(message);
      wire.heard += 1;
    });
  });
  return wire;
}

/** Every frame that the page sends over a socket it opens from now on. */
export function framesFrom(page: Page): readonly string[] {
  const frames: string[] = [];
  page.on('websocket', (socket) => socket.on('framesent', ({ payload }) => frames.push(String(payload))));
  return frames;
}

/** Every frame that reaches the page over a socket it opens from now on. */
export function framesTo(page: Page): readonly string[] {
  const frames: string[] = [];
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => frames.push(String(payload))));
  return frames;
}
