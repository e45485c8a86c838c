/** The functions' configuration, parsed once from their environment. Each function asks only for the groups it needs. */
import { ENV } from './env-names.ts';

export type Env = Readonly<Record<string, string | undefined>>;

/** A variable is missing or malformed. The message names the variable and the function, never the value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly variable: string;
  constructor(variable: string, problem: string, env: Env) {
    super(`${variable} ${problem} (function ${env['AWS_LAMBDA_FUNCTION_NAME'] ?? 'unknown'})`);
    this.variable = variable;
  }
}

/** The environment of this process: the one place that reads it. */
export function processEnv(): Env {
  // oxlint-disable-next-line no-process-env -- every other file takes its configuration as an argument
  return process.env;
}

function required(env: Env, variable: string): string {
  const value = env[variable];
  if (value === undefined || value === '') throw new ConfigError(variable, 'is not set', env);
  return value;
}

function optional(env: Env, variable: string): string | undefined {
  return env[variable] || undefined;
}

function positiveInteger(env: Env, variable: string): number {
  const text = required(env, variable);
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value < 1) {
    throw new ConfigError(variable, 'is not a positive whole number', env);
  }
  return value;
}

function url(env: Env, variable: string, text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new ConfigError(variable, 'is not an http(s) URL', env);
  }
  return text.replace(/\/+$/, '');
}

function optionalUrl(env: Env, variable: string): string | undefined {
  const text = optional(env, variable);
  return text === undefined ? undefined : url(env, variable, text);
}

/** Each `endpoint` stands in for the service when it is set; the variable is the one that the SDK reads, too. */
export interface StoreConfig {
  readonly tableName: string;
  readonly endpoint: string | undefined;
}

export function storeConfig(env: Env): StoreConfig {
  return { tableName: required(env, ENV.table), endpoint: optionalUrl(env, 'AWS_ENDPOINT_URL_DYNAMODB') };
}

export interface IdentityConfig {
  readonly userPoolId: string;
  readonly clientId: string;
  /** The pool's public keys come from there, too. */
  readonly endpoint: string | undefined;
}

export function identityConfig(env: Env): IdentityConfig {
  return {
    userPoolId: required(env, ENV.userPoolId),
    clientId: required(env, ENV.userPoolClientId),
    endpoint: optionalUrl(env, 'AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER'),
  };
}

interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string | undefined;
}

export interface GatewayConfig {
  /** URL of the WebSocket stage, without a trailing slash. */
  readonly callbackUrl: string;
  readonly region: string;
  readonly credentials: Credentials;
}

/** `AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI` overrides the callback URL, as it does for the SDK. */
export function gatewayConfig(env: Env): GatewayConfig {
  const callbackUrl = url(env, ENV.callbackUrl, required(env, ENV.callbackUrl));
  return {
    callbackUrl: optionalUrl(env, 'AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI') ?? callbackUrl,
    region: required(env, 'AWS_REGION'),
    credentials: {
      accessKeyId: required(env, 'AWS_ACCESS_KEY_ID'),
      secretAccessKey: required(env, 'AWS_SECRET_ACCESS_KEY'),
      sessionToken: optional(env, 'AWS_SESSION_TOKEN'),
    },
  };
}

export interface TasksConfig {
  readonly fanOutFunction: string;
  readonly endpoint: string | undefined;
}

export function tasksConfig(env: Env): TasksConfig {
  return {
    fanOutFunction: required(env, ENV.fanOutFunction),
    endpoint: optionalUrl(env, 'AWS_ENDPOINT_URL_LAMBDA'),
  };
}

export interface EdgeConfig {
  readonly originSecret: string;
}

export function edgeConfig(env: Env): EdgeConfig {
  return { originSecret: required(env, ENV.originSecret) };
}

export interface SignUpConfig {
  readonly signUp: 'open' | 'invite-only';
  /** Trimmed, lower-cased addresses; empty: the first account operates the installation. */
  readonly operators: readonly string[];
}

export function signUpConfig(env: Env): SignUpConfig {
  const signUp = required(env, ENV.signUp);
  if (signUp !== 'open' && signUp !== 'invite-only') {
    throw new ConfigError(ENV.signUp, 'is neither open nor invite-only', env);
  }
  const operators = (optional(env, ENV.operators) ?? '').split(',').map((address) => address.trim().toLowerCase());
  return { signUp, operators: operators.filter((address) => address !== '') };
}

export interface SendConfig {
  /** Messages that one person may send in ten seconds. */
  readonly sendLimit: number;
  /** Recipients above which a message is fanned out by further invocations. */
  readonly fanOutThreshold: number;
}

export function sendConfig(env: Env): SendConfig {
  return {
    sendLimit: positiveInteger(env, ENV.sendLimit),
    fanOutThreshold: positiveInteger(env, ENV.fanOutThreshold),
  };
}

export interface FilesConfig {
  readonly attachmentBucket: string;
}

export function filesConfig(env: Env): FilesConfig {
  return { attachmentBucket: required(env, ENV.attachmentBucket) };
}

/** Name of the running function for its log lines. */
export function functionName(env: Env): string {
  return optional(env, 'AWS_LAMBDA_FUNCTION_NAME') ?? 'unknown';
}
