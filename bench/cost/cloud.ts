import type { DynamoDBStreamEvent } from 'aws-lambda';
import { create as createAuthorizer } from '../../lambdas/authorizer.ts';
import type { AuthorizerEvent } from '../../lambdas/dispatch/authorizer.ts';
import type { HttpEvent, HttpResult } from '../../lambdas/dispatch/http.ts';
import type { SocketEvent } from '../../lambdas/dispatch/socket-event.ts';
import { create as createFanOut } from '../../lambdas/fan-out.ts';
import { create as createHttp } from '../../lambdas/http.ts';
import { create as createRepair } from '../../lambdas/repair.ts';
import { ENV } from '../../lambdas/runtime/env-names.ts';
import { create as createSocket } from '../../lambdas/socket.ts';
import type { Scheduler } from '../../test/simulation/scheduler.ts';
import { MINUTE } from './assumptions.ts';
import { Gateway } from './gateway.ts';
import type { Charge, Meter } from './meter.ts';
import { type Around, Fn, type Invocation } from './sandbox.ts';
import { Shards } from './shards.ts';
import { Table } from './table.ts';
import { tokens } from './tokens.ts';

export const HOST = 'parley.example';
export const ORIGIN = `https://${HOST}`;
export const ORIGIN_SECRET = 'the secret of the edge';

const ENVIRONMENT = {
  [ENV.table]: 'parley',
  [ENV.originSecret]: ORIGIN_SECRET,
  [ENV.signUp]: 'open',
  [ENV.sendLimit]: '60',
  [ENV.fanOutThreshold]: '500',
};

/** Of lib/node-function.ts. */
const MEMORY_MB = 512;

type Verdict = Awaited<ReturnType<ReturnType<typeof createAuthorizer>>>;

/** The whole back end: the real functions on ports that count. */
export class Cloud {
  readonly table = new Table();
  readonly gateway: Gateway;
  readonly errors: string[] = [];
  /** Told when an invocation has ended. */
  ended: (name: string, invocation: Invocation) => void = () => {};
  readonly #http: Fn<HttpEvent, HttpResult>;
  readonly #authorizer: Fn<AuthorizerEvent, Verdict>;
  readonly #meter: Meter;

  constructor(scheduler: Scheduler, meter: Meter) {
    this.#meter = meter;
    const around: Around = {
      scheduler,
      meter,
      table: this.table,
      identity: tokens(() => scheduler.now()),
      post: (ids, frame, invocation) => this.gateway.post(ids, frame, invocation),
      close: (id) => this.gateway.close(id),
      fanOut: (payload, charge) =>
        void fanOut.invoke(JSON.parse(payload), { ...charge, cause: 'fan-out of large audiences' }),
      failed: (event, error) =>
        void this.errors.push(`${event}: ${error instanceof Error ? error.stack : String(error)}`),
      ended: (name, invocation) => this.ended(name, invocation),
    };
    const fn = <E, R>(name: string, create: ConstructorParameters<typeof Fn<E, R>>[3]): Fn<E, R> =>
      new Fn(around, name, MEMORY_MB, create);
    const fanOut = fn('fan-out', (ports) => createFanOut(ports, ENVIRONMENT));
    const socket = fn<SocketEvent, { statusCode: number }>('socket', (ports) => createSocket(ports, ENVIRONMENT));
    const repair = fn<DynamoDBStreamEvent, unknown>('repair', (ports) => createRepair(ports, ENVIRONMENT));
    this.#http = fn('http', (ports) => createHttp(ports, ENVIRONMENT));
    this.#authorizer = fn('authorizer', (ports) => createAuthorizer(ports, ENVIRONMENT));
    this.gateway = new Gateway({
      scheduler,
      meter,
      settledAt: scheduler.now() + 10 * MINUTE,
      invoke: (event, charge) => socket.invoke(event, charge),
    });
    const shards = new Shards(scheduler, (event, charge) => repair.invoke(event, charge));
    this.table.committed = (written) => shards.take(written);
  }

  async http(event: HttpEvent, charge: Charge): Promise<HttpResult> {
    this.#meter.add(charge, 'httpRequests', 1);
    this.#meter.add(charge, 'times', 1);
    const result = await this.#http.invoke(event, charge);
    this.#meter.add(charge, 'bytesOut', result.body?.length ?? 0);
    return result;
  }

  /** The authorizer's context for a ticket; null when it is refused. */
  async authorize(event: AuthorizerEvent, userId: string): Promise<Readonly<Record<string, unknown>> | null> {
    const { policyDocument, context = {} } = await this.#authorizer.invoke(event, { userId, cause: 'connect' });
    const [statement] = policyDocument.Statement;
    return statement?.Effect === 'Allow' ? context : null;
  }
}
