/** The system that the template describes, resolved: everything that the local runtime runs. */
import type { JsonObject } from './json.ts';

export interface Statement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

export interface FunctionModel {
  readonly id: string;
  readonly name: string;
  readonly arn: string;
  /** The asset's directory. */
  readonly directory: string;
  /** `index.handler`. */
  readonly handler: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly memoryMb: number;
  readonly statements: readonly Statement[];
}

/** A resource-based permission to invoke a function. */
export interface InvokePermission {
  readonly functionArn: string;
  readonly principal: string;
  /** With `*` wildcards; undefined: any source. */
  readonly sourceArn: string | undefined;
}

export type Integration =
  | { readonly kind: 'function'; readonly functionArn: string; readonly timeoutMs: number }
  | { readonly kind: 'mock' };

export interface Route {
  /** `POST /api/{action}`, `$default`, `$connect`. */
  readonly key: string;
  readonly integration: Integration;
  readonly authorizerId: string | undefined;
}

export interface HttpApi {
  readonly id: string;
  /** Host name of its own endpoint. */
  readonly domain: string;
  readonly arn: string;
  readonly stage: string;
  readonly routes: readonly Route[];
}

export interface SocketAuthorizer {
  readonly id: string;
  readonly functionArn: string;
  /** `route.request.querystring.ticket`, `route.request.header.X`. */
  readonly identitySources: readonly string[];
}

export interface SocketApi {
  readonly id: string;
  readonly domain: string;
  readonly arn: string;
  readonly stage: string;
  /** `$request.body.action`. */
  readonly selection: string;
  readonly routes: readonly Route[];
  readonly authorizers: ReadonlyMap<string, SocketAuthorizer>;
}

interface IndexModel {
  readonly name: string;
  readonly partitionKey: string;
  readonly sortKey: string | undefined;
}

export interface TableModel {
  readonly id: string;
  readonly name: string;
  readonly arn: string;
  readonly streamArn: string;
  readonly streamView: string | undefined;
  readonly partitionKey: string;
  readonly sortKey: string;
  readonly timeToLive: string | undefined;
  readonly indexes: readonly IndexModel[];
  /** The resource's properties, for CreateTable against a DynamoDB endpoint. */
  readonly properties: JsonObject;
}

export interface UserPoolModel {
  readonly id: string;
  readonly poolId: string;
  readonly arn: string;
  readonly clientId: string;
  /** `AWS::Cognito::UserPool` and `AWS::Cognito::UserPoolClient`, resolved. */
  readonly pool: JsonObject;
  readonly client: JsonObject;
}

/** Files that the stack copies into a bucket. */
export interface Deployment {
  readonly directory: string;
  /** As `aws s3 sync` reads them: a file that `exclude` names is left out unless `include` names it too. */
  readonly exclude: readonly string[];
  readonly include: readonly string[];
  readonly cacheControl: string | undefined;
}

export interface BucketModel {
  readonly id: string;
  readonly name: string;
  readonly arn: string;
  readonly domains: readonly string[];
  readonly deployments: readonly Deployment[];
  readonly properties: JsonObject;
}

export interface StreamMapping {
  readonly id: string;
  readonly streamArn: string;
  readonly functionArn: string;
  readonly batchSize: number;
  readonly windowMs: number;
  readonly retries: number;
  /** Infinity: no limit but the stream's own. */
  readonly maxAgeMs: number;
  readonly bisect: boolean;
  readonly reportsItems: boolean;
  /** Event patterns; a record passes when one of them matches, or when there are none. */
  readonly filters: readonly JsonObject[];
  readonly failureDestination: string | undefined;
  readonly startsAtLatest: boolean;
}

export interface Behaviour {
  /** `/api/*`; undefined: the default behaviour. */
  readonly pattern: string | undefined;
  readonly originId: string;
  readonly methods: readonly string[];
  /** Code of the CloudFront function at viewer-request. */
  readonly onRequest: string | undefined;
  /** Header names (lower case) and values of the response headers policy. */
  readonly responseHeaders: Readonly<Record<string, string>>;
  readonly forwards: Forwarding;
  /** What it compresses answers with, the preferred first; empty: nothing is compressed. */
  readonly codings: readonly Coding[];
}

/** Values of `Content-Encoding`. */
export type Coding = 'br' | 'gzip';

/** What a behaviour's policies let through to the origin. */
export interface Forwarding {
  /** Lower-case names; `all`: everything but those in `except`. */
  readonly headers: ReadonlySet<string> | 'all';
  readonly except: ReadonlySet<string>;
  readonly cookies: boolean;
  readonly query: readonly string[] | 'all';
}

export interface Origin {
  readonly id: string;
  readonly domain: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface DistributionModel {
  readonly domain: string;
  readonly defaultRoot: string;
  readonly behaviours: readonly Behaviour[];
  readonly origins: ReadonlyMap<string, Origin>;
}

export interface ScheduleModel {
  readonly id: string;
  readonly functionArn: string;
  readonly everyMs: number;
  readonly input: string;
}

export interface SystemModel {
  readonly region: string;
  readonly account: string;
  readonly stackName: string;
  readonly functions: ReadonlyMap<string, FunctionModel>;
  readonly permissions: readonly InvokePermission[];
  readonly httpApis: readonly HttpApi[];
  readonly socketApis: readonly SocketApi[];
  readonly tables: readonly TableModel[];
  readonly userPools: readonly UserPoolModel[];
  readonly buckets: readonly BucketModel[];
  readonly mappings: readonly StreamMapping[];
  readonly schedules: readonly ScheduleModel[];
  readonly distribution: DistributionModel | undefined;
}
