/** The Gateway port over the WebSocket API's @connections calls. */
import type { Gateway } from '../delivery/gateway.ts';
import type { Clock, Log, Random } from '../ports/index.ts';
import type { Payload, Send } from './signed-requests.ts';
import { createSend, payload } from './signed-requests.ts';
import type { SigningCredentials } from './signer.ts';
import { escapeUri } from './signer.ts';

export interface GatewayOptions {
  /** URL of the stage, without a trailing slash. */
  readonly callbackUrl: string;
  readonly region: string;
  readonly credentials: SigningCredentials;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

/** A connection could not be closed now; closing it again is safe. */
class GatewayUnavailable extends Error {
  override readonly name = 'GatewayUnavailable';
}

/** Posts under way at once, over all frames. */
const AT_ONCE = 64;
const ATTEMPTS = 4;
const FIRST_PAUSE_MS = 50;
const TIMEOUT_MS = 3_000;
const GONE = 410;

export function createGateway(options: GatewayOptions): Gateway {
  const { callbackUrl, log } = options;
  const origin = new URL(callbackUrl);
  const base = origin.pathname.replace(/\/$/, '');
  const send = retrying(
    createSend({ ...options, origin, service: 'execute-api', maxSockets: AT_ONCE, timeoutMs: TIMEOUT_MS }),
    options,
  );
  const path = (connectionId: string): string => `${base}/@connections/${escapeUri(connectionId)}`;

  return {
    post: async (connectionIds, frame) => {
      const body = payload(frame, 'application/octet-stream');
      const gone: string[] = [];
      const dropped = new Map<number, number>();
      await parallel(connectionIds, async (connectionId) => {
        const status = await send('POST', path(connectionId), body);
        if (status === GONE) gone.push(connectionId);
        else if (!isSuccess(status)) dropped.set(status, (dropped.get(status) ?? 0) + 1);
      });
      for (const [status, count] of dropped) log.warn('gateway.dropped', { statusCode: status, count });
      return gone;
    },
    close: async (connectionId) => {
      const status = await send('DELETE', path(connectionId));
      if (status !== GONE && !isSuccess(status)) throw new GatewayUnavailable(`close answered ${status}`);
    },
  };
}

const isSuccess = (status: number): boolean => status >= 200 && status < 300;
/** 0 stands for no answer at all. */
const isPassing = (status: number): boolean => status === 0 || status === 429 || status >= 500;

/** Tries again, after a random pause that doubles, while the trouble may pass. Never rejects. */
function retrying(send: Send, { clock, random }: Pick<GatewayOptions, 'clock' | 'random'>): Send {
  return async (method, path, body?: Payload) => {
    for (let attempt = 1; ; attempt += 1) {
      const status = await send(method, path, body).catch(() => 0);
      if (!isPassing(status) || attempt === ATTEMPTS) return status;
      const share = (random.bytes(1)[0] ?? 0) / 255;
      await clock.wait(share * FIRST_PAUSE_MS * 2 ** attempt);
    }
  };
}

async function parallel<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let one = all[next++]; one !== undefined; one = all[next++]) await work(one);
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, all.length) }, worker));
}
