/** Keys of the stand-in's own items: a key space apart from the application's. */
import type { Key } from '../../lambdas/table/store.ts';

export const INBOX_PK = 'COGNITO#INBOX';

export const keys = {
  account: (sub: string): Key => ({ pk: `COGNITO#U#${sub}`, sk: 'ACCOUNT' }),
  /** Claims an address for one account. */
  address: (email: string): Key => ({ pk: `COGNITO#A#${email}`, sk: 'ADDRESS' }),
  /** One log-in: its refresh token, by `origin_jti`. */
  session: (originJti: string): Key => ({ pk: `COGNITO#O#${originJti}`, sk: 'SESSION' }),
  /** Codes mailed to an account within an hour. */
  codesSent: (sub: string, hour: number): Key => ({ pk: `COGNITO#R#${sub}`, sk: String(hour) }),
  mail: (sentAt: number, id: string): Key => ({ pk: INBOX_PK, sk: `${String(sentAt).padStart(16, '0')}#${id}` }),
  /** The pool's signing key and its client's secret. */
  secrets: (userPoolId: string): Key => ({ pk: `COGNITO#POOL#${userPoolId}`, sk: 'SECRETS' }),
} as const;
