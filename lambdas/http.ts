/** HTTP: `POST /api/{action}` and the documents about the actions. */
import { httpActions } from './actions/http-actions.ts';
import { inAws } from './aws/in-aws.ts';
import type { HttpEvent, HttpResult } from './dispatch/http.ts';
import { httpHandler } from './dispatch/http.ts';
import type { Ports } from './ports/index.ts';
import type { Env } from './runtime/config.ts';
import { edgeConfig, sendConfig, signUpConfig } from './runtime/config.ts';

type Handler = (event: HttpEvent) => Promise<HttpResult>;

/** @throws ConfigError when the environment lacks something. */
export function create(ports: Ports, env: Env): Handler {
  const settings = { ...signUpConfig(env), ...sendConfig(env) };
  return httpHandler({ ports, settings, actions: httpActions, ...edgeConfig(env) });
}

export const handler: Handler = inAws(create);
