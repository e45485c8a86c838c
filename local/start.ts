/** Starts the local runtime in this process: the synthesised template on one port. */
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
  if (system.distribution === undefined) throw new TemplateError('the template has no distribution');
  prepareDataFolder(options.dataDir, options.reset ?? false);
  const limits = { ...AWS_LIMITS, ...options.limits };
  const switches = { ...noFaults(), ...options.switches };
  const logLines: LogLine[] = [];
  const givenUp: GivenUp[] = [];
  const log = createLog((line) => {
    if (logLines.push(line) > KEPT_LINES) logLines.shift();
    options.onLog?.(line);
  });

  const functions = new Map<string, LocalFunction>();
  const lambda = createLambdaService({
    functions,
    permissions: system.permissions,
    log,
    retryDelaysMs: options.retryDelaysMs ?? RETRY_DELAYS_MS,
  });
  const httpApis = new Map(system.httpApis.map((api) => [api.id, startHttpApi(api, lambda, limits, switches)]));
  const socketApis = new Map(system.socketApis.map((api) => [api.id, startSocketApi(api, lambda, limits, switches)]));
  const [gateway] = socketApis.values();
  let engine: Engine | undefined;
  let host: Host | undefined;
  try {
    engine = await (options.faithful === true ? startFaithful : startEmbedded)({
      system,
      dataDir: options.dataDir,
      dynamodbEndpoint: options.dynamodbEndpoint,
      durable: options.durable ?? true,
      pollMs: options.pollMs ?? POLL_MS,
      functions,
      lambda,
      gateway,
      log,
      onMail: options.onMail ?? (() => undefined),
      onGivenUp: (batch) => givenUp.push(batch),
    });
    const edge = createEdge({
      distribution: system.distribution,
      backends: backendsOf(system, httpApis, socketApis),
      bodyBytes: limits.httpBodyBytes,
      replacements: engine.endpoints,
    });
    const { inbox, permissions } = engine;
    host = await startHost({
      port: options.port ?? 0,
      edge,
      pages: devPages({ inbox, permissions }),
      onError: (error) => log.error('edge.failed', error),
      front: options.front,
    });
  } catch (error) {
    await engine?.stop();
    throw error;
  }
  await Promise.all([...functions.values()].map((fn) => fn.warm()));

  const { stop: stopEngine, store, inbox, permissions } = engine;
  const { port, stop: stopHost } = host;
  let stopped: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    await Promise.all([...socketApis.values()].map((api) => api.stop()));
    await stopHost();
    await lambda.stop(STOP_MS);
    await stopEngine();
  };
  return {
    url: `http://localhost:${port}`,
    port,
    system,
    switches,
    store,
    gateway,
    logLines,
    givenUp,
    inbox,
    permissions,
    stop: () => (stopped ??= stop()),
  };
}
