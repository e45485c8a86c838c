import type { Grant } from '../../protocol/session.ts';
import { userIdOf } from '../domain/ids.ts';
import { hashOf, newSecret, seal } from '../domain/secrets.ts';
import type { AccessClaims, Scope } from '../ports/index.ts';
import { putDevice } from '../table/device.ts';
import { putSession } from '../table/session.ts';
import { isConditionFailed } from '../table/store.ts';
import { checkUser, mayStartSession } from '../table/user.ts';

export interface LoggedIn {
  readonly claims: AccessClaims;
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly device: string;
}

/** The user pool tells when it issued a token in whole seconds. */
const SECOND_MS = 1_000;

/**
 * A moment before which the password of this log-in was not checked: whatever ended the person's sessions later than that ends the
 * log-in, too. The user pool's clock tells it, no earlier than the log-in took; when the log-in began by the clock of this
 * function, which may be minutes wrong, only counts within the second of the token.
 */
const checkedFrom = ({ issuedAt }: AccessClaims, { now, clock }: Scope): number =>
  Math.max(issuedAt - (clock.now() - now), Math.min(now, issuedAt + SECOND_MS - 1));

/**
 * Starts the session of a log-in that began with this invocation, unless the person was deactivated or ended their
 * sessions since.
 * @returns the cookie's value; undefined when it was refused, and the refresh token is revoked.
 */
export async function startSession(scope: Scope, { claims, ...loggedIn }: LoggedIn): Promise<string | undefined> {
  const { store, now, random } = scope;
  const secret = newSecret(random);
  const hash = hashOf(secret);
  const userId = userIdOf(claims.sub);
  const { originJti: sessionId, sub } = claims;
  const { device, refreshToken } = loggedIn;
  try {
    await store.write([
      checkUser(userId, mayStartSession(checkedFrom(claims, scope))),
      putSession({ hash, userId, sub, sessionId, sealed: seal(refreshToken, secret, random), lastSeenAt: now }),
      putDevice({ userId, sessionId, hash, device, createdAt: now, lastSeenAt: now }),
    ]);
    return secret;
  } catch (error) {
    if (!isConditionFailed(error)) throw error;
    await scope.identity.revoke(refreshToken);
    return undefined;
  }
}

/** What the browser gets of an access token. */
export const grantOf = (claims: AccessClaims, accessToken: string): Grant => ({
  userId: userIdOf(claims.sub),
  sessionId: claims.originJti,
  accessToken,
  expiresAt: claims.expiresAt,
});
