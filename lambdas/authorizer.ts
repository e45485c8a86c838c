/** The authorizer of the socket's `$connect`. */
import type { APIGatewayAuthorizerResult } from 'aws-lambda';
import { inAws } from './aws/in-aws.ts';
import type { AuthorizerEvent } from './dispatch/authorizer.ts';
import { authorizerHandler } from './dispatch/authorizer.ts';
import { failingQuietly } from './dispatch/failing-quietly.ts';
import type { Ports } from './ports/index.ts';
import type { Env } from './runtime/config.ts';
import { edgeConfig } from './runtime/config.ts';

type Handler = (event: AuthorizerEvent) => Promise<APIGatewayAuthorizerResult>;

/** @throws ConfigError when the environment lacks something. */
export function create(ports: Ports, env: Env): Handler {
  return failingQuietly(ports.log, authorizerHandler({ ports, ...edgeConfig(env) }));
}

export const handler: Handler = inAws(create);
