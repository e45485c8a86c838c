/** Starts the local runtime in this process: the synthesised template on one port. */
import type { Log } from '../lambdas/ports/index.ts';
import type { Mail } from './cognito/inbox.ts';
import { prepareDataFolder } from './data-folder.ts';
import { createEdge } from './edge/edge.ts';
import { backendsOf } from './edge/backends.ts';
import { startEmbedded } from './embedded.ts';
import type { Engine, PermissionReport } from './engine.ts';
import { startFaithful } from './faithful/engine.ts';
import { AWS_LIMITS, type GatewayLimits, noFaults, type Switches } from './gateway/limits.ts';
import { startHttpApi } from './gateway/http-api.ts';
import { type SocketApiServer, startSocketApi } from './gateway/socket-api.ts';
import { type Host, startHost, type WebFront } from './host.ts';
import { createLambdaService } from './lambda/service.ts';
import { startSchedules } from './lambda/schedules.ts';
import type { LocalFunction } from './lambda/local-function.ts';
import { devPages } from './pages/pages.ts';
import { createLog, type LogLine } from './ports.ts';
import type { LocalStore } from './store/index.ts';
import type { GivenUp } from './streams/consumer.ts';
import { POLL_MS } from './streams/service.ts';
import { readTemplate, type SystemModel, TemplateError } from './template.ts';
import { withEnvironment } from './template/environment.ts';

export interface LocalOptions {
  /** Directory that `cdk synth` wrote. */
  readonly cdkOut: string;
  /** Where the data lies; created when it is missing. */
  readonly dataDir: string;
  /** 0 (the default) takes a free one. */
  readonly port?: number;
  /** Throws the data away first. */
  readonly reset?: boolean;
  /** Each function in a worker of its own, through the real SDK. */
  readonly faithful?: boolean;
  /** A DynamoDB-compatible endpoint in place of the one that faithful mode starts; the table is made when it is missing. */
  readonly dynamodbEndpoint?: string | undefined;
  readonly limits?: Partial<GatewayLimits>;
  readonly switches?: Partial<Switches>;
  /** Values for variables that functions of the template have, in place of the template's. */
  readonly environment?: Readonly<Record<string, string>>;
  /** False skips the fsync before each acknowledgement: for tests. Default true. */
  readonly durable?: boolean;
  /** Pause between polls of the stream; 250 ms as in AWS. */
  readonly pollMs?: number;
  /** Pauses before the retries of an asynchronous invocation. */
  readonly retryDelaysMs?: readonly number[];
  /** Called once per mail and once per line of the functions' log. */
  readonly onMail?: (mail: Mail) => void;
  readonly onLog?: (line: LogLine) => void;
  /** Serves the web app in place of the deployed files. */
  readonly front?: WebFront;
}

export interface LocalRuntime {
  readonly url: string;
  readonly port: number;
  readonly system: SystemModel;
  /** Faults of the gateway; may be changed while it runs. */
  readonly switches: Switches;
  /** The embedded store with its own faults. In faithful mode it holds the user pool only. */
  readonly store: LocalStore;
  readonly gateway: SocketApiServer | undefined;
  /** Lines of the functions' log, oldest first, the last 1000. */
  readonly logLines: readonly LogLine[];
  /** Batches of the stream that were given up. */
  readonly givenUp: readonly GivenUp[];
  /** The mails, newest first. */
  inbox(limit?: number): Promise<readonly Mail[]>;
  /** Which granted actions were used, in faithful mode. */
  permissions(): PermissionReport;
  stop(): Promise<void>;
}

const KEPT_LINES = 1000;
const RETRY_DELAYS_MS = [1000, 2000];
const STOP_MS = 2000;

/** @throws TemplateError, PortTaken, DamagedStore, StoreInUse */
export async function startLocal(options: LocalOptions): Promise<LocalRuntime> {
  const system = withEnvironment(readTemplate(options.cdkOut), options.environment ?? {});
  prepareDataFolder(options.dataDir, options.reset ?? false);
  const switches = { ...noFaults(), ...options.switches };
  const records = keepRecords(options);
  const apis = startApis(system, options, switches, records.log);
  const engine = await (options.faithful === true ? startFaithful : startEmbedded)({
    system,
    dataDir: options.dataDir,
    dynamodbEndpoint: options.dynamodbEndpoint,
    durable: options.durable ?? true,
    pollMs: options.pollMs ?? POLL_MS,
    functions: apis.functions,
    lambda: apis.lambda,
    gateway: apis.gateway,
    log: records.log,
    onMail: options.onMail ?? (() => undefined),
    onGivenUp: (batch) => records.givenUp.push(batch),
  });
  const host = await openHost(system, options, apis, engine, records.log).catch(async (error: unknown) => {
    await engine.stop();
    throw error;
  });
  await Promise.all([...apis.functions.values()].map((fn) => fn.warm()));
  const schedules = startSchedules(system.schedules, apis.lambda);
  let stopped: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    schedules.stop();
    await Promise.all([...apis.socketApis.values()].map((api) => api.stop()));
    await host.stop();
    await apis.lambda.stop(STOP_MS);
    await engine.stop();
  };
  return {
    url: `http://localhost:${host.port}`,
    port: host.port,
    system,
    switches,
    store: engine.store,
    gateway: apis.gateway,
    logLines: records.logLines,
    givenUp: records.givenUp,
    inbox: engine.inbox,
    permissions: engine.permissions,
    stop: () => (stopped ??= stop()),
  };
}

/** What the runtime remembers for those who look at it later. */
function keepRecords({ onLog }: LocalOptions) {
  const logLines: LogLine[] = [];
  const givenUp: GivenUp[] = [];
  const log = createLog((line) => {
    if (logLines.push(line) > KEPT_LINES) logLines.shift();
    onLog?.(line);
  });
  return { log, logLines, givenUp };
}

/** The APIs in front of functions that the engine is still to bring. */
function startApis(system: SystemModel, options: LocalOptions, switches: Switches, log: Log) {
  const functions = new Map<string, LocalFunction>();
  const lambda = createLambdaService({
    functions,
    permissions: system.permissions,
    log,
    retryDelaysMs: options.retryDelaysMs ?? RETRY_DELAYS_MS,
  });
  const limits = { ...AWS_LIMITS, ...options.limits };
  const httpApis = new Map(system.httpApis.map((api) => [api.id, startHttpApi(api, lambda, limits, switches)]));
  const socketApis = new Map(system.socketApis.map((api) => [api.id, startSocketApi(api, lambda, limits, switches)]));
  const [gateway] = socketApis.values();
  return { functions, lambda, limits, httpApis, socketApis, gateway };
}

async function openHost(
  system: SystemModel,
  options: LocalOptions,
  { httpApis, socketApis, limits }: ReturnType<typeof startApis>,
  engine: Engine,
  log: Log,
): Promise<Host> {
  if (system.distribution === undefined) throw new TemplateError('the template has no distribution');
  const edge = createEdge({
    distribution: system.distribution,
    backends: backendsOf(system, httpApis, socketApis),
    bodyBytes: limits.httpBodyBytes,
    replacements: engine.endpoints,
  });
  return startHost({
    port: options.port ?? 0,
    edge,
    pages: devPages(engine),
    onError: (error) => log.error('edge.failed', error),
    front: options.front,
  });
}
