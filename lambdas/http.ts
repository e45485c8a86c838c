/** HTTP: `POST /api/{action}` and the documents about the actions. */
import { httpActions } from './actions/http-actions.ts';
import type { HttpEvent, HttpResult } from './dispatch/http.ts';
import { httpHandler } from './dispatch/http.ts';
import type { Ports } from './ports/index.ts';
import type { Env } from './runtime/config.ts';
import { edgeConfig, processEnv, sendConfig, signUpConfig } from './runtime/config.ts';

type Handler = (event: HttpEvent) => Promise<HttpResult>;

/** @throws ConfigError when the environment lacks something. */
export function create(ports: Ports, env: Env): Handler {
  const settings = { ...signUpConfig(env), ...sendConfig(env) };
  return httpHandler({ ports, settings, actions: httpActions, ...edgeConfig(env) });
}

let created: Promise<Handler> | undefined;

export const handler: Handler = async (event) => {
  created ??= createInAws();
  return (await created)(event);
};

async function createInAws(): Promise<Handler> {
  const { awsPorts } = await import('./aws/ports.ts');
  const env = processEnv();
  return create(awsPorts(env), env);
}
