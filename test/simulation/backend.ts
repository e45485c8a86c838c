import type { AttributeValue, DynamoDBStreamEvent } from 'aws-lambda';
import { create as createAuthorizer } from '../../lambdas/authorizer.ts';
import type { AuthorizerEvent } from '../../lambdas/dispatch/authorizer.ts';
import type { HttpEvent, HttpResult } from '../../lambdas/dispatch/http.ts';
import type { SocketEvent } from '../../lambdas/dispatch/socket-event.ts';
import { create as createFanOut } from '../../lambdas/fan-out.ts';
import { create as createHttp } from '../../lambdas/http.ts';
import { create as createRepair } from '../../lambdas/repair.ts';
import { ENV } from '../../lambdas/runtime/env-names.ts';
import { create as createSocket } from '../../lambdas/socket.ts';
import type { Item, Store, Value } from '../../lambdas/table/store.ts';
import type { Surroundings } from './containers.ts';
import type { FaultRates, Faults } from './faults.ts';
import { FunctionPool } from './function-pool.ts';
import type { Scheduler } from './scheduler.ts';
import { SimGateway } from './sim-gateway.ts';
import type { SimPool } from './sim-identity.ts';
import { type Change, SimStore } from './sim-store.ts';

export const HOST = 'parley.example';
export const ORIGIN = `https://${HOST}`;
export const ORIGIN_SECRET = 'the secret of the edge';

const ENVIRONMENT = {
  [ENV.table]: 'parley',
  [ENV.originSecret]: ORIGIN_SECRET,
  [ENV.signUp]: 'open',
  [ENV.sendLimit]: '60',
};

/** API Gateway waits this long for an authorizer, milliseconds. */
const AUTHORIZER_MS = 10_000;

export interface BackendOptions {
  readonly scheduler: Scheduler;
  readonly faults: Faults;
  readonly pool: SimPool;
  readonly items?: readonly Item[];
  /** Recipients above which others post. */
  readonly fanOutThreshold?: number;
  readonly sabotage?: (store: Store) => Store;
}

/** The whole server: the real functions on simulated ports. */
export class Backend {
  readonly store: SimStore;
  readonly gateway: SimGateway;
  readonly faults: Faults;
  /** How often a new version was put up: pages from before are too old. */
  deploys = 0;
  /** Errors that the functions logged as their own failure. */
  readonly errors: string[] = [];
  readonly #scheduler: Scheduler;
  readonly #http: FunctionPool<HttpEvent, HttpResult>;
  readonly #authorizer: FunctionPool<AuthorizerEvent, Awaited<ReturnType<ReturnType<typeof createAuthorizer>>>>;
  readonly #repair: FunctionPool<DynamoDBStreamEvent, unknown>;
  readonly #stream: Change[] = [];
  #reading = false;

  constructor({
    scheduler,
    faults,
    pool,
    items = [],
    fanOutThreshold = 500,
    sabotage = (store) => store,
  }: BackendOptions) {
    this.#scheduler = scheduler;
    this.faults = faults;
    this.store = new SimStore(() => scheduler.now(), items);
    const around: Surroundings = {
      scheduler,
      store: this.store,
      faults,
      sabotage,
      pool,
      gateway: {
        post: async (ids, frame) => this.gateway.post(ids, frame),
        close: async (id) => this.gateway.close(id),
      },
      tasks: { fanOut: async (payload) => this.#fanOut(fanOut, payload) },
      log: { warn: () => {}, error: (event, error) => this.#note(event, error) },
    };
    const env = { ...ENVIRONMENT, [ENV.fanOutThreshold]: String(fanOutThreshold) };
    const fanOut = new FunctionPool<unknown, void>(around, (ports) => createFanOut(ports, env));
    const socket = new FunctionPool<SocketEvent, { statusCode: number }>(around, (ports) => createSocket(ports, env));
    this.#http = new FunctionPool(around, (ports) => createHttp(ports, env));
    this.#authorizer = new FunctionPool(around, (ports) => createAuthorizer(ports, env), AUTHORIZER_MS);
    this.#repair = new FunctionPool(around, (ports) => createRepair(ports, env));
    this.gateway = new SimGateway({
      scheduler,
      faults,
      commits: () => this.store.commits,
      invoke: (event) => socket.invoke(event),
    });
    this.store.committed = (changes) => this.#committed(changes);
  }

  /** What may go wrong now. */
  get rates(): FaultRates {
    return this.faults.rates;
  }

  set rates(rates: FaultRates) {
    this.faults.rates = rates;
  }

  http(event: HttpEvent): Promise<HttpResult> {
    if (this.faults.at('http.request').strikes('invokedTwice')) void this.#http.invoke(event).catch(() => undefined);
    return this.#http.invoke(event);
  }

  /** The authorizer's context for a ticket; null when it is refused. */
  async authorize(event: AuthorizerEvent): Promise<Readonly<Record<string, unknown>> | null> {
    const { policyDocument, context = {} } = await this.#authorizer.invoke(event);
    const [statement] = policyDocument.Statement;
    return statement?.Effect === 'Allow' ? context : null;
  }

  #note(event: string, error: unknown): void {
    const name = error instanceof Error ? error.name : typeof error;
    if (name !== 'StoreUnavailable') this.errors.push(`${event}: ${error instanceof Error ? error.stack : name}`);
  }

  /** Eventual reads lag behind; the stream's consumer hears of it a moment later. */
  #committed(changes: readonly Change[]): void {
    const lag = this.#scheduler.latency(3);
    for (const change of changes) this.#scheduler.after(lag, () => this.#replicate(change));
    const inserts = changes.filter(({ key, before }) => !before && /^[ME]#/.test(key.sk));
    if (inserts.length === 0) return;
    this.#stream.push(...inserts);
    this.#readStream();
  }

  /** Items lag one by one, but none goes back to an older state. */
  #replicate(change: Change): void {
    const isLatest = this.store.get(change.key) === change.after;
    if (isLatest || !this.store.get(change.key, true)) this.store.replicate(change);
  }

  #readStream(): void {
    if (this.#reading) return;
    this.#reading = true;
    this.#scheduler.after(250 + this.#scheduler.latency(), () => void this.#consume());
  }

  /** Hands the gathered changes over, again and again until they are taken. */
  async #consume(): Promise<void> {
    this.#reading = false;
    const batch = this.#stream.splice(0);
    if (batch.length === 0) return;
    const Records = batch.map(({ key, after, commit }, index) => ({
      eventName: 'INSERT' as const,
      dynamodb: {
        Keys: { pk: { S: key.pk }, sk: { S: key.sk } },
        NewImage: image(after),
        SequenceNumber: `${commit}-${index}`,
      },
    }));
    const repeated = this.faults.at('stream.batch').strikes('batchRepeated');
    try {
      await this.#repair.invoke({ Records });
      if (repeated) await this.#repair.invoke({ Records });
    } catch {
      this.#stream.unshift(...batch);
      this.#readStream();
    }
  }

  #fanOut(pool: FunctionPool<unknown, void>, payload: string): void {
    const times = this.faults.at('fan-out.task').strikes('batchRepeated') ? 2 : 1;
    for (let time = 0; time < times; time += 1) void pool.invoke(JSON.parse(payload)).catch(() => undefined);
  }
}

/** An item as the stream shows it. */
const image = (item: Item | undefined): Record<string, AttributeValue> =>
  Object.fromEntries(Object.entries(item ?? {}).map(([name, value]) => [name, attribute(value)]));

function attribute(value: Value): AttributeValue {
  if (value === null) return { NULL: true };
  if (typeof value === 'string') return { S: value };
  if (typeof value === 'number') return { N: String(value) };
  if (typeof value === 'boolean') return { BOOL: value };
  return isList(value)
    ? { L: value.map(attribute) }
    : { M: Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, attribute(inner)])) };
}

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);
