/** The Identity port: the calls of the user pool that Parley makes, all from the server with the client's secret. */
export interface Tokens {
  readonly accessToken: string;
  /** Absent on a refresh: the old one stays valid. */
  readonly refreshToken?: string;
}

/** The claims of a verified access token. Times in milliseconds since 1970. */
export interface AccessClaims {
  readonly sub: string;
  /** `origin_jti`: one value for all tokens of one log-in; it names the session. */
  readonly originJti: string;
  readonly issuedAt: number;
  readonly expiresAt: number;
}

export type IdentityProblem =
  | 'account-exists'
  | 'bad-credentials'
  | 'not-confirmed'
  | 'bad-code'
  | 'expired-code'
  | 'weak-password'
  | 'rate-limited'
  | 'bad-token'
  | 'unavailable';

/** A refusal of the user pool, reduced to what callers tell apart. */
export class IdentityRefused extends Error {
  override readonly name = 'IdentityRefused';
  readonly problem: IdentityProblem;
  constructor(problem: IdentityProblem, message: string = problem) {
    super(message);
    this.problem = problem;
  }
}

/** Tells a refusal by its name: each bundle has its own copy of the class. */
export function isIdentityRefused(error: unknown): error is IdentityRefused {
  return error instanceof Error && error.name === 'IdentityRefused' && 'problem' in error;
}

export interface Account {
  readonly sub: string;
  readonly email: string;
  readonly confirmed: boolean;
  readonly enabled: boolean;
}

/** Every method throws IdentityRefused. `email` is trimmed and lower-cased by the caller. */
export interface Identity {
  /** Registers an unconfirmed account and mails a code. 'account-exists' | 'weak-password' | 'rate-limited' */
  signUp(email: string, password: string): Promise<{ readonly sub: string }>;
  /** Mails a new code to an unconfirmed account. */
  resendCode(email: string): Promise<void>;
  /** 'bad-code' | 'expired-code' */
  confirm(email: string, code: string): Promise<void>;
  /** 'bad-credentials' (also for an unknown account) | 'not-confirmed' */
  logIn(email: string, password: string): Promise<Required<Tokens>>;
  /** New access token; 'bad-token' when it was revoked or the account is disabled. `sub` is needed for the secret hash. */
  refresh(refreshToken: string, sub: string): Promise<Tokens>;
  /** Ends one refresh token and the access tokens that came from it. */
  revoke(refreshToken: string): Promise<void>;
  /** Mails a reset code; silent for an unknown account. */
  forgotPassword(email: string): Promise<void>;
  /** 'bad-code' | 'expired-code' | 'weak-password' */
  resetPassword(email: string, code: string, password: string): Promise<void>;
  /** 'bad-credentials' | 'weak-password' */
  changePassword(accessToken: string, current: string, next: string): Promise<void>;
  /** The account of an address, undefined when there is none. */
  find(email: string): Promise<Account | undefined>;
  /** Removes an account that was never confirmed. */
  remove(email: string): Promise<void>;
  /** Ends every refresh token of the account. `username` is the sub or the address. */
  signOutEverywhere(username: string): Promise<void>;
  /** Forbids (or allows again) logging in and refreshing. `username` is the sub or the address. */
  setEnabled(username: string, enabled: boolean): Promise<void>;
  /** Checks signature, issuer, client, token use and expiry of an access token. 'bad-token' */
  verify(accessToken: string): Promise<AccessClaims>;
}
