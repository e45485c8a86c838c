/** The socket: `$connect`, `$disconnect` and the frames. */
import { socketActions } from './actions/socket-actions.ts';
import { inAws } from './aws/in-aws.ts';
import { socketHandler } from './dispatch/socket.ts';
import type { SocketEvent } from './dispatch/socket-event.ts';
import type { Ports } from './ports/index.ts';
import type { Env } from './runtime/config.ts';
import { sendConfig } from './runtime/config.ts';

type Handler = (event: SocketEvent) => Promise<{ statusCode: number }>;

/** Nobody registers over a socket. */
const NO_SIGN_UP = { signUp: 'invite-only', operators: [] } as const;

/** @throws ConfigError when the environment lacks something. */
export function create(ports: Ports, env: Env): Handler {
  return socketHandler({ ports, settings: { ...NO_SIGN_UP, ...sendConfig(env) }, actions: socketActions });
}

export const handler: Handler = inAws(create);
