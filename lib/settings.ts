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
  /** Whether X-Ray traces the functions. */
  readonly tracing: 'on' | 'off';
  /** Who gets a mail when an alarm goes off; without one the alarms show in CloudWatch only. */
  readonly alarmEmail?: string;
  /** Whether there must be a built web app; `optional` is for a look at the template. */
  readonly webApp: 'required' | 'optional';
}

/** The whole context, by name. */
type Context = Readonly<Record<string, unknown>>;

const NAMES = [
  'signUp',
  'operators',
  'domainName',
  'certificateArn',
  'sendLimit',
  'fanOutThreshold',
  'tracing',
  'alarmEmail',
  'webApp',
];

/** Context of the CDK itself: its flags, what it looked up, and what its command line keeps in cdk.json. */
const OF_THE_CDK = /^@|:|^(?:cli-telemetry|acknowledged-issue-numbers)$/;

const EMAIL = /^[^\s@,]+@[^\s@,]+\.[^\s@,]+$/;
const DOMAIN = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;
const CERTIFICATE = /^arn:aws[a-z-]*:acm:us-east-1:\d{12}:certificate\/[\w-]+$/;

/**
 * Reads and checks the context; every setting has a default.
 * @throws Error that names the setting and what it may be, or the name that is no setting.
 */
export function readSettings(context: Context): Settings {
  refuseUnknown(Object.keys(context));
  const domain = readDomain(context);
  const alarmEmail = readAlarmEmail(context);
  return {
    signUp: readChoice(context, 'signUp', ['open', 'invite-only']),
    operators: readOperators(context),
    sendLimit: readCount(context, 'sendLimit', 60),
    fanOutThreshold: readCount(context, 'fanOutThreshold', 500),
    tracing: readChoice(context, 'tracing', ['on', 'off']),
    webApp: readChoice(context, 'webApp', ['required', 'optional']),
    ...(domain && { domain }),
    ...(alarmEmail !== undefined && { alarmEmail }),
  };
}

function refuseUnknown(names: readonly string[]): void {
  const unknown = names.find((name) => !NAMES.includes(name) && !OF_THE_CDK.test(name));
  if (unknown === undefined) return;
  const meant = NAMES.find((name) => name.toLowerCase() === unknown.replaceAll(/[-_]/g, '').toLowerCase());
  const hint = meant === undefined ? `the settings are ${NAMES.join(', ')}` : `did you mean "${meant}"?`;
  throw new Error(`context "${unknown}" is no setting: ${hint}`);
}

function refuse(name: string, expected: string, value: unknown): never {
  throw new Error(`context "${name}" must be ${expected}, not ${JSON.stringify(value)}`);
}

/** The first choice is the default. */
function readChoice<T extends string>(context: Context, name: string, choices: readonly [T, ...T[]]): T {
  const value = context[name] ?? choices[0];
  const choice = choices.find((one) => one === value);
  return choice ?? refuse(name, choices.map((one) => `"${one}"`).join(' or '), value);
}

function readOperators(context: Context): readonly string[] {
  const value = context['operators'] ?? [];
  const list: readonly unknown[] =
    typeof value === 'string' ? value.split(',') : Array.isArray(value) ? value : [value];
  return list
    .map((entry) => (typeof entry === 'string' ? entry.trim().toLowerCase() : entry))
    .filter((entry) => entry !== '')
    .map((entry) => (isEmail(entry) ? entry : refuse('operators', 'e-mail addresses, comma-separated', value)));
}

const isEmail = (value: unknown): value is string => typeof value === 'string' && EMAIL.test(value);

function readAlarmEmail({ alarmEmail }: Context): string | undefined {
  if (alarmEmail === undefined || alarmEmail === '') return undefined;
  return isEmail(alarmEmail) ? alarmEmail : refuse('alarmEmail', 'an e-mail address', alarmEmail);
}

function readCount(context: Context, name: string, fallback: number): number {
  const value = context[name] ?? fallback;
  const count = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  if (typeof count !== 'number' || !Number.isSafeInteger(count) || count < 1)
    refuse(name, 'a whole number from 1', value);
  return count;
}

function readDomain(context: Context): Settings['domain'] {
  const { domainName: name, certificateArn } = context;
  if (name === undefined && certificateArn === undefined) return undefined;
  if (typeof name !== 'string' || !DOMAIN.test(name))
    return refuse('domainName', 'a lower-case domain name (with certificateArn)', name);
  if (typeof certificateArn !== 'string' || !CERTIFICATE.test(certificateArn)) {
    return refuse('certificateArn', 'the ARN of a certificate in us-east-1 (with domainName)', certificateArn);
  }
  return { name, certificateArn };
}
