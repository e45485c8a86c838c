/** Tickets as they were given out at other times, so that no test has to wait for theirs to age. */
import { hashOf } from '../../lambdas/domain/secrets.ts';
import { putTicket } from '../../lambdas/table/ticket.ts';
import { PROTOCOL_VERSION } from '../../protocol/version.ts';
import type { Person } from './runtime-person.ts';
import { LiveSocket } from './runtime-socket.ts';
import type { Runtime } from './runtime-start.ts';
import { until } from './runtime-until.ts';

/** A socket goes on for this long after its token has ended. */
const GRACE_MS = 30_000;

/** Plants a ticket that was given out `agoMs` ago for a token that ends at `expiresAt`. */
export async function plantTicket(
  { store }: Runtime,
  { userId, sessionId }: Person,
  { agoMs = 0, expiresAt = Date.now() + 60_000 },
): Promise<string> {
  const secret = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url');
  await store.write([putTicket(hashOf(secret), { userId, sessionId, expiresAt, device: 'Test' }, Date.now() - agoMs)]);
  return secret;
}

export interface EndingSocket {
  readonly socket: LiveSocket;
  /** Resolves when the grace of the socket is over. */
  readonly over: () => Promise<boolean>;
}

/** A socket that looks at these channels, whose token has ended and whose grace ends soon: as soon as the machine allows. */
export async function openEnding(
  runtime: Runtime,
  person: Person,
  channelIds: readonly string[] = [],
  leftMs = 1_000,
): Promise<EndingSocket> {
  const endsAt = Date.now() + leftMs;
  const ticket = await plantTicket(runtime, person, { expiresAt: endsAt - GRACE_MS });
  const socket = await LiveSocket.open(runtime, ticket);
  const input = { version: PROTOCOL_VERSION, open: [...channelIds], visible: true };
  const hello = await socket.ask('socket.hello', input);
  if (!hello.ok || Date.now() > endsAt - leftMs / 2) return openEnding(runtime, person, channelIds, 2 * leftMs);
  return { socket, over: () => until('the end of a grace', () => Date.now() > endsAt, 2 * leftMs) };
}
