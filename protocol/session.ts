import * as z from 'zod/mini';
import { contract } from './contract.ts';
import { SessionId, Timestamp, UserId } from './ids.ts';
import { DisplayName } from './profile.ts';
import { Code, Email, Password, Secret, TimeZone } from './text.ts';

const byBrowser = { access: 'public', transports: ['http'], errors: ['forbidden'] } as const;
const byCookie = { access: 'cookie', transports: ['http'], errors: [] } as const;
const byHttp = { transports: ['http'] } as const;
const Nothing = z.strictObject({});
/** A password that someone typed to be compared: any length that is not absurd, so that old rules never lock out. */
const TypedPassword = z.string().check(z.minLength(1, 'Enter your password.'), z.maxLength(256));

/** A fresh access token, kept in memory only. */
export const Grant = z.strictObject({
  userId: UserId,
  sessionId: SessionId,
  accessToken: z.string(),
  expiresAt: Timestamp,
});
export type Grant = z.infer<typeof Grant>;

/** The browser has no session: nobody has logged in, or who had logged out again. */
export const Nobody = z.strictObject({ userId: z.null() });

/** One logged-in device. */
export const Session = z.strictObject({
  sessionId: SessionId,
  device: z.string(),
  createdAt: Timestamp,
  lastSeenAt: Timestamp,
  current: z.boolean(),
});
export type Session = z.infer<typeof Session>;

export const sessionContracts = {
  'session.register': contract(
    'Register an address; a code is mailed to it. The answer is the same whether or not the address has an account.',
    z.strictObject({
      email: Email,
      password: Password,
      displayName: DisplayName,
      timeZone: z.optional(TimeZone),
      /** Needed where sign-up is by invitation only. */
      invite: z.optional(Secret),
    }),
    z.strictObject({ registration: Secret }),
    byBrowser,
  ),
  'session.resendCode': contract('Mail a new code.', z.strictObject({ registration: Secret }), Nothing, byBrowser),
  'session.confirm': contract(
    'Confirm an address by the mailed code, in the browser that registered it.',
    z.strictObject({ registration: Secret, code: Code }),
    Nothing,
    byBrowser,
  ),
  'session.logIn': contract(
    'Log in. Sets the session cookie.',
    z.strictObject({ email: Email, password: TypedPassword }),
    Grant,
    byBrowser,
  ),
  'session.refresh': contract(
    'A new access token for this browser’s session. Who says `orNobody` is answered, not refused, where the browser has no cookie.',
    z.strictObject({ orNobody: z.optional(z.literal(true)) }),
    z.union([Grant, Nobody]),
    byCookie,
  ),
  'session.logOut': contract('End this browser’s session.', Nothing, Nothing, byCookie),
  'session.logOutEverywhere': contract('End every session of yours.', Nothing, Nothing, byHttp),
  'session.forgotPassword': contract(
    'Mail a code for a new password, if the address has an account.',
    z.strictObject({ email: Email }),
    Nothing,
    byBrowser,
  ),
  'session.resetPassword': contract(
    'Set a new password by the mailed code; ends every session.',
    z.strictObject({ email: Email, code: Code, password: Password }),
    Nothing,
    byBrowser,
  ),
  'session.changePassword': contract(
    'Change your password; ends your other sessions.',
    z.strictObject({ current: TypedPassword, next: Password }),
    Nothing,
    byHttp,
  ),
  'session.list': contract('Your logged-in devices.', Nothing, z.strictObject({ sessions: z.array(Session) }), byHttp),
  'session.end': contract('Sign one device out.', z.strictObject({ sessionId: SessionId }), Nothing, byHttp),
} as const;
