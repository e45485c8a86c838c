import { userIdOf } from '../domain/ids.ts';
import type { Browser, Caller } from '../actions/action.ts';
import { loggedOut } from '../flows/session-problems.ts';
import type { AccessClaims, Scope } from '../ports/index.ts';
import { isLiveDevice } from '../table/device.ts';
import { keys } from '../table/schema.ts';
import { acceptsToken, toUser } from '../table/user.ts';

export interface Authenticated {
  readonly caller: Caller;
  /** Resolves when session and person are still alive. @throws Problem unauthenticated */
  readonly alive: Promise<void>;
}

/** Who holds this token. The signature is checked here; whether it was ended since then is read meanwhile. */
export async function authenticate(scope: Scope, browser: Browser): Promise<Authenticated> {
  if (browser.accessToken === null) throw loggedOut();
  const claims = await scope.identity.verify(browser.accessToken);
  const caller: Caller = {
    userId: userIdOf(claims.sub),
    sessionId: claims.originJti,
    expiresAt: claims.expiresAt,
    connectionId: null,
  };
  return { caller, alive: checkAlive(scope, caller, claims) };
}

async function checkAlive(scope: Scope, caller: Caller, claims: AccessClaims): Promise<void> {
  const { userId, sessionId } = caller;
  const wanted = [keys.user(userId), keys.device(userId, sessionId)];
  const [user, device] = await scope.store.getMany(wanted, { consistent: true });
  if (!user || !isLiveDevice(device, scope.now) || !acceptsToken(toUser(user), claims.issuedAt)) throw loggedOut();
}
