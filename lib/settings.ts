/** What an owner may configure by CDK context (`-c name=value`, or `context` in cdk.json). */
export interface Settings {
  readonly signUp: 'open' | 'invite-only';
  /** Lower-case addresses of those who operate the installation; empty: the first account does. */
  readonly operators: readonly string[];
  /** Own domain and its certificate (us-east-1), as CloudFront wants them. */
  readonly domain?: { readonly name: string; readonly certificateArn: string };
  /** Messages that one person may send in ten seconds. */
  readonly sendLimit: number;
  /** Recipients above which a message is fanned out by further invocations. */
  readonly fanOutThreshold: number;
}

type Context = (name: string) => unknown;

const EMAIL = /^[^\s@,]+@[^\s@,]+\.[^\s@,]+$/;
const DOMAIN = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;
const CERTIFICATE = /^arn:aws[a-z-]*:acm:us-east-1:\d{12}:certificate\/[\w-]+$/;

/** Reads and checks the context; every setting has a default. @throws Error that names the setting and what it may be. */
export function readSettings(context: Context): Settings {
  const domain = readDomain(context);
  return {
    signUp: readSignUp(context),
    operators: readOperators(context),
    sendLimit: readCount(context, 'sendLimit', 60),
    fanOutThreshold: readCount(context, 'fanOutThreshold', 500),
    ...(domain ? { domain } : {}),
  };
}

function refuse(name: string, expected: string, value: unknown): never {
  throw new Error(`context "${name}" must be ${expected}, not ${JSON.stringify(value)}`);
}

function readSignUp(context: Context): Settings['signUp'] {
  const value = context('signUp') ?? 'open';
  return value === 'open' || value === 'invite-only' ? value : refuse('signUp', '"open" or "invite-only"', value);
}

function readOperators(context: Context): readonly string[] {
  const value = context('operators') ?? [];
  const list: readonly unknown[] =
    typeof value === 'string' ? value.split(',') : Array.isArray(value) ? value : [value];
  return list
    .map((entry) => (typeof entry === 'string' ? entry.trim().toLowerCase() : entry))
    .filter((entry) => entry !== '')
    .map((entry) => (isEmail(entry) ? entry : refuse('operators', 'e-mail addresses, comma-separated', value)));
}

const isEmail = (value: unknown): value is string => typeof value === 'string' && EMAIL.test(value);

function readCount(context: Context, name: string, fallback: number): number {
  const value = context(name) ?? fallback;
  const count = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  if (typeof count !== 'number' || !Number.isSafeInteger(count) || count < 1)
    refuse(name, 'a whole number from 1', value);
  return count;
}

function readDomain(context: Context): Settings['domain'] {
  const name = context('domainName');
  const certificateArn = context('certificateArn');
  if (name === undefined && certificateArn === undefined) return undefined;
  if (typeof name !== 'string' || !DOMAIN.test(name))
    return refuse('domainName', 'a lower-case domain name (with certificateArn)', name);
  if (typeof certificateArn !== 'string' || !CERTIFICATE.test(certificateArn)) {
    return refuse('certificateArn', 'the ARN of a certificate in us-east-1 (with domainName)', certificateArn);
  }
  return { name, certificateArn };
}
