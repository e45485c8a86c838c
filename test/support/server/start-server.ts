/** The functions of the server in this process, on the embedded store and user pool: what an edge would send them. */
import { randomBytes } from 'node:crypto';
import { create as createAuthorizer } from '../../../lambdas/authorizer.ts';
import type { AuthorizerEvent } from '../../../lambdas/dispatch/authorizer.ts';
import type { HttpEvent, HttpResult } from '../../../lambdas/dispatch/http.ts';
import type { SocketEvent } from '../../../lambdas/dispatch/socket-event.ts';
import { create as createHttp } from '../../../lambdas/http.ts';
import type { Ports } from '../../../lambdas/ports/index.ts';
import { ENV } from '../../../lambdas/runtime/env-names.ts';
import { createLog } from '../../../lambdas/runtime/log.ts';
import { create as createSocket } from '../../../lambdas/socket.ts';
import { TABLE } from '../../../lambdas/table/schema.ts';
import type { Mail } from '../../../local/cognito/inbox.ts';
import { startCognito } from '../../../local/cognito/cognito.ts';
import { DEFAULTS } from '../../../local/cognito/settings.ts';
import { openStore } from '../../../local/store/index.ts';
import type { LocalStore } from '../../../local/store/index.ts';
import { TestClock } from './clock.ts';
import { TestGateway } from './gateway.ts';

export const HOST = 'parley.example';
export const ORIGIN = `https://${HOST}`;
export const ORIGIN_SECRET = 'the secret of the edge';

export interface Server {
  readonly ports: Ports;
  readonly store: LocalStore;
  readonly clock: TestClock;
  readonly gateway: TestGateway;
  /** Mails of the user pool, oldest first. */
  readonly mails: Mail[];
  /** Lines that the functions logged. */
  readonly logs: string[];
  http(event: HttpEvent): Promise<HttpResult>;
  socket(event: SocketEvent): Promise<{ statusCode: number }>;
  authorize(event: AuthorizerEvent): Promise<Awaited<ReturnType<ReturnType<typeof createAuthorizer>>>>;
  stop(): Promise<void>;
}

export interface ServerOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Replaces ports: faults, counters. */
  readonly wrap?: (ports: Ports) => Ports;
}

const ENVIRONMENT = {
  [ENV.table]: 'parley',
  [ENV.originSecret]: ORIGIN_SECRET,
  [ENV.signUp]: 'open',
  [ENV.sendLimit]: '60',
  [ENV.fanOutThreshold]: '500',
};

export async function startServer({ env = {}, wrap = (ports) => ports }: ServerOptions = {}): Promise<Server> {
  const clock = new TestClock();
  const gateway = new TestGateway();
  const random = { bytes: (count: number) => randomBytes(count) };
  const mails: Mail[] = [];
  const logs: string[] = [];
  const now = (): number => clock.now();
  const store = openStore({ path: ':memory:', table: TABLE, now, durable: false });
  const cognito = await startCognito({ settings: POOL, store, clock, random, deliver: (mail) => mails.push(mail) });
  const log = createLog({ clock, functionName: 'test', write: (line) => logs.push(line) });
  const tasks = { fanOut: () => Promise.resolve() };
  const ports = wrap({ store, gateway, identity: cognito.identity, tasks, clock, random, log });
  const environment = { ...ENVIRONMENT, ...env };
  return {
    ports,
    store,
    clock,
    gateway,
    mails,
    logs,
    http: createHttp(ports, environment),
    socket: createSocket(ports, environment),
    authorize: createAuthorizer(ports, environment),
    async stop() {
      await cognito.stop();
      store.close();
    },
  };
}

const POOL = {
  ...DEFAULTS,
  userPoolId: 'eu-west-1_Test',
  clientId: 'testclient',
  passwordPolicy: {
    minimumLength: 10,
    requireLowercase: false,
    requireUppercase: false,
    requireNumbers: false,
    requireSymbols: false,
  },
  accessTokenMs: 15 * 60_000,
  refreshTokenMs: 90 * 24 * 3_600_000,
  preventUserExistenceErrors: true,
  allowsPasswordAuth: true,
  allowsRefreshAuth: true,
  /** Cheap on purpose: these passwords guard nothing. */
  scrypt: { N: 2 ** 10, r: 8, p: 1 },
};
