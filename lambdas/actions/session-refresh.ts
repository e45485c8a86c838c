import { unlessRefused } from '../delivery/expiry.ts';
import { hashOf, seal } from '../domain/secrets.ts';
import { refreshTokenOf } from '../flows/browser-session.ts';
import { endSessions } from '../flows/end-sessions.ts';
import { finishRemovals } from '../flows/finish-removals.ts';
import { loggedOut, refusing } from '../flows/session-problems.ts';
import { grantOf } from '../flows/start-session.ts';
import { countTry } from '../flows/tries.ts';
import type { Scope, Tokens } from '../ports/index.ts';
import { type Connection, updateConnection } from '../table/connection.ts';
import { touchDevice } from '../table/device.ts';
import type { SessionRow } from '../table/session.ts';
import { loadSession, touchSession } from '../table/session.ts';
import { isConditionFailed } from '../table/store.ts';
import { personOf } from '../table/whereabouts.ts';
import type { BrowserContext } from './action.ts';
import { action } from './action.ts';

/** "Last seen" is kept to this accuracy: each note of it costs eight write units. */
const SEEN_MS = 4 * 3_600_000;

interface Loaded {
  readonly secret: string;
  readonly session: SessionRow;
}

/**
 * The sockets of the session go on with the new token; one that opens meanwhile says so itself (`socket.renew`). Also
 * finishes what a crash left of a removal: nobody goes on in a conversation for longer than a token lasts.
 */
export const sessionRefresh = action('session.refresh', {
  async allow(context, { orNobody = false }): Promise<Loaded | null> {
    const { sessionSecret: secret, address } = context.browser;
    if (secret === null) {
      if (orNobody) return null;
      throw loggedOut();
    }
    const hash = hashOf(secret);
    const [session] = await Promise.all([
      loadSession(context.store, hash, context.now),
      countTry(context, 'refresh', { address, account: hash }),
    ]);
    if (!session) throw over(context);
    return { secret, session };
  },
  async run(context, _input, loaded) {
    if (loaded === null) return { userId: null };
    const { secret, session } = loaded;
    const [tokens, { user, rows, connections }] = await Promise.all([
      newTokens(context, session, secret),
      personOf(context.store, session.userId),
    ]);
    await finishRemovals(context, rows);
    if (!tokens || !user || user.deactivated) {
      await endSessions(context, session.userId, [session]);
      throw over(context);
    }
    const claims = await context.identity.verify(tokens.accessToken);
    await keep(context, session, tokens.refreshToken && seal(tokens.refreshToken, secret, context.random));
    context.browser.setSession(secret);
    const own = connections.filter(({ sessionId }) => sessionId === session.sessionId);
    context.after(() => renewConnections(context, own, claims.expiresAt));
    return grantOf(claims, tokens.accessToken);
  },
});

/** The session has ended: the cookie goes, too. */
function over({ browser }: BrowserContext): Error {
  browser.setSession(null);
  return loggedOut();
}

/** Fresh tokens; undefined when the user pool has ended the session. */
async function newTokens({ identity }: Scope, session: SessionRow, secret: string): Promise<Tokens | undefined> {
  const refreshToken = refreshTokenOf(session, secret);
  if (refreshToken === undefined) return undefined;
  const ended = loggedOut();
  try {
    return await refusing(identity.refresh(refreshToken, session.sub), { 'bad-token': () => ended });
  } catch (error) {
    if (error === ended) return undefined;
    throw error;
  }
}

async function renewConnections({ store }: Scope, connections: readonly Connection[], exp: number): Promise<void> {
  await Promise.all(
    connections.map(({ userId, connectionId }) =>
      unlessRefused(store.write([updateConnection(userId, connectionId, { exp })])),
    ),
  );
}

async function keep(context: BrowserContext, session: SessionRow, sealed: string | undefined): Promise<void> {
  const { store, now } = context;
  if (sealed === undefined && now - session.lastSeenAt < SEEN_MS) return;
  try {
    await store.write([touchSession(session.hash, now, sealed), touchDevice(session.userId, session.sessionId, now)]);
  } catch (error) {
    throw isConditionFailed(error) ? over(context) : error;
  }
}
