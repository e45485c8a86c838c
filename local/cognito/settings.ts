/** What the template says about the user pool and its client, and the limits that Cognito has built in. */

export interface PasswordPolicy {
  readonly minimumLength: number;
  readonly requireLowercase: boolean;
  readonly requireUppercase: boolean;
  readonly requireNumbers: boolean;
  readonly requireSymbols: boolean;
}

export interface ScryptCost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

export interface PoolSettings {
  /** `<region>_<letters and digits>`, as the token verifier demands. */
  readonly userPoolId: string;
  readonly clientId: string;
  readonly passwordPolicy: PasswordPolicy;
  readonly accessTokenMs: number;
  readonly idTokenMs: number;
  readonly refreshTokenMs: number;
  readonly preventUserExistenceErrors: boolean;
  readonly allowsPasswordAuth: boolean;
  readonly allowsRefreshAuth: boolean;
  readonly selfSignUp: boolean;
  readonly confirmCodeMs: number;
  readonly resetCodeMs: number;
  /** Tries at one code, after which a new one is needed. */
  readonly codeAttempts: number;
  /** Codes mailed to one account per hour. */
  readonly codesPerHour: number;
  /** Failed log-ins in a row, after which the account pauses for 1 s, 2 s, 4 s … up to 15 min. */
  readonly freeLogInFailures: number;
  readonly scrypt: ScryptCost;
  /** The mail that carries a code; `{####}` in its text stands for it. */
  readonly mail: { readonly subject: string; readonly text: string };
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Cognito's defaults. The scrypt cost is one of OWASP's equals: 16 MB and about 0.2 s in the thread pool. */
export const DEFAULTS = {
  passwordPolicy: {
    minimumLength: 8,
    requireLowercase: true,
    requireUppercase: true,
    requireNumbers: true,
    requireSymbols: true,
  },
  accessTokenMs: HOUR,
  idTokenMs: HOUR,
  refreshTokenMs: 30 * DAY,
  preventUserExistenceErrors: false,
  allowsPasswordAuth: false,
  allowsRefreshAuth: false,
  selfSignUp: true,
  confirmCodeMs: DAY,
  resetCodeMs: HOUR,
  codeAttempts: 5,
  codesPerHour: 10,
  freeLogInFailures: 5,
  scrypt: { N: 2 ** 14, r: 8, p: 5 },
  mail: { subject: 'Your verification code', text: 'Your verification code is {####}' },
} as const satisfies Omit<PoolSettings, 'userPoolId' | 'clientId'>;

type Properties = { readonly [name: string]: unknown };

const isProperties = (value: unknown): value is Properties =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const inside = (value: unknown, name: string): unknown => (isProperties(value) ? value[name] : undefined);
const numberOr = (value: unknown, otherwise: number): number =>
  value === undefined || Number.isNaN(Number(value)) ? otherwise : Number(value);
const flagOr = (value: unknown, otherwise: boolean): boolean =>
  value === undefined ? otherwise : value === true || value === 'true';

const UNIT: { readonly [unit: string]: number } = { seconds: 1000, minutes: MINUTE, hours: HOUR, days: DAY };

function validity(client: Properties, token: 'AccessToken' | 'IdToken' | 'RefreshToken', otherwise: number): number {
  const amount = client[`${token}Validity`];
  if (amount === undefined || Number(amount) === 0) return otherwise;
  const unit = inside(client['TokenValidityUnits'], token) ?? (token === 'RefreshToken' ? 'days' : 'hours');
  return Number(amount) * ((typeof unit === 'string' ? UNIT[unit] : undefined) ?? HOUR);
}

function passwordPolicy(pool: Properties): PasswordPolicy {
  const policy = inside(pool['Policies'], 'PasswordPolicy');
  return {
    minimumLength: numberOr(inside(policy, 'MinimumLength'), DEFAULTS.passwordPolicy.minimumLength),
    requireLowercase: flagOr(inside(policy, 'RequireLowercase'), policy === undefined),
    requireUppercase: flagOr(inside(policy, 'RequireUppercase'), policy === undefined),
    requireNumbers: flagOr(inside(policy, 'RequireNumbers'), policy === undefined),
    requireSymbols: flagOr(inside(policy, 'RequireSymbols'), policy === undefined),
  };
}

function mail(pool: Properties): PoolSettings['mail'] {
  const template = pool['VerificationMessageTemplate'];
  const subject = inside(template, 'EmailSubject') ?? pool['EmailVerificationSubject'];
  const text = inside(template, 'EmailMessage') ?? pool['EmailVerificationMessage'];
  return {
    subject: typeof subject === 'string' ? subject : DEFAULTS.mail.subject,
    text: typeof text === 'string' ? text : DEFAULTS.mail.text,
  };
}

/**
 * Settings from the properties of `AWS::Cognito::UserPool` and `AWS::Cognito::UserPoolClient` as they stand in the
 * template (intrinsics already resolved).
 */
export function settingsFromTemplate(
  ids: Pick<PoolSettings, 'userPoolId' | 'clientId'>,
  pool: Properties,
  client: Properties,
): PoolSettings {
  const flows = Array.isArray(client['ExplicitAuthFlows']) ? client['ExplicitAuthFlows'].map(String) : [];
  return {
    ...DEFAULTS,
    ...ids,
    passwordPolicy: passwordPolicy(pool),
    accessTokenMs: validity(client, 'AccessToken', DEFAULTS.accessTokenMs),
    idTokenMs: validity(client, 'IdToken', DEFAULTS.idTokenMs),
    refreshTokenMs: validity(client, 'RefreshToken', DEFAULTS.refreshTokenMs),
    preventUserExistenceErrors: client['PreventUserExistenceErrors'] === 'ENABLED',
    allowsPasswordAuth: flows.includes('ALLOW_USER_PASSWORD_AUTH') || flows.includes('USER_PASSWORD_AUTH'),
    allowsRefreshAuth: flows.includes('ALLOW_REFRESH_TOKEN_AUTH'),
    mail: mail(pool),
    selfSignUp: !flagOr(inside(pool['AdminCreateUserConfig'], 'AllowAdminCreateUserOnly'), false),
  };
}
