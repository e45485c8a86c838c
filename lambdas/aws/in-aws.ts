import type { Ports } from '../ports/index.ts';
import { type Env, processEnv } from '../runtime/config.ts';

type Handler<E, R> = (event: E) => Promise<R>;

/** What Lambda calls: the function on AWS's ports, which are made at its first event. */
export function inAws<E, R>(create: (ports: Ports, env: Env) => Handler<E, R>): Handler<E, R> {
  let created: Promise<Handler<E, R>> | undefined;
  const make = async (): Promise<Handler<E, R>> => {
    const { awsPorts } = await import('./ports.ts');
    const env = processEnv();
    return create(awsPorts(env), env);
  };
  return async (event) => {
    created ??= make();
    return (await created)(event);
  };
}
