import type { AccessClaims, Clock } from '../../lambdas/ports/index.ts';
import { IdentityRefused } from '../../lambdas/ports/identity.ts';

const MOST = 10_000;

/** Remembers tokens whose signature was checked; their expiry is checked each time. The oldest is forgotten first. */
export function verifyCached(
  clock: Clock,
  verify: (token: string) => Promise<AccessClaims>,
): (token: string) => Promise<AccessClaims> {
  const known = new Map<string, AccessClaims>();
  return async (token) => {
    const found = known.get(token);
    if (found !== undefined) {
      if (found.expiresAt > clock.now()) return found;
      known.delete(token);
      throw new IdentityRefused('bad-token', 'expired');
    }
    const claims = await verify(token);
    known.set(token, claims);
    const oldest = known.size > MOST ? known.keys().next().value : undefined;
    if (oldest !== undefined) known.delete(oldest);
    return claims;
  };
}
