/** Which log-ins make a session after the person ended all of theirs: the user pool's clock decides, not that of the function. */
import { beforeEach, describe, expect, it } from 'vitest';
import { subOf } from '../../../lambdas/domain/ids.ts';
import { startSession } from '../../../lambdas/flows/start-session.ts';
import { updateUser } from '../../../lambdas/table/user.ts';
import { type Person, World } from '../../support/world.ts';

const MINUTE_MS = 60_000;

let world: World;
let ada: Person;
/** When all sessions were ended: in the middle of a second. */
let cut: number;
let revoked: string[];

beforeEach(async () => {
  world = new World();
  ada = await world.person();
  world.time = Math.floor(world.time / 1_000) * 1_000 + MINUTE_MS;
  cut = world.time + 500;
  revoked = [];
  await world.store.write([updateUser(ada.userId, { set: { sessionsFrom: cut } })]);
});

interface LogIn {
  /** When the password is checked, and how wrong the function's clock is, milliseconds. */
  readonly at: number;
  readonly skew?: number;
  /** How long before that it began, milliseconds. */
  readonly began?: number;
}

const revoke = async (token: string): Promise<void> => void revoked.push(token);

/** @returns whether the log-in made a session */
async function logIn({ at, skew = 0, began = 0 }: LogIn): Promise<boolean> {
  world.time = at - began + skew;
  const { identity, ...rest } = world.scope();
  const scope = { ...rest, identity: { ...identity, revoke } };
  world.time = at + skew;
  const issuedAt = Math.floor(at / 1_000) * 1_000;
  const claims = { sub: subOf(ada.userId), originJti: `at-${at}-${skew}`, issuedAt, expiresAt: issuedAt + MINUTE_MS };
  const secret = await startSession(scope, { claims, accessToken: 'a', refreshToken: 'r', device: 'Test' });
  return secret !== undefined;
}

describe('a log-in', () => {
  it.each([0, -5 * MINUTE_MS, 5 * MINUTE_MS])(
    'after the end makes a session, with a clock %d ms wrong',
    async (skew) => {
      expect(await logIn({ at: cut + 2_000, skew })).toBe(true);
      expect(revoked).toEqual([]);
    },
  );

  it.each([0, -5 * MINUTE_MS, 5 * MINUTE_MS])('before the end makes none, with a clock %d ms wrong', async (skew) => {
    expect(await logIn({ at: cut - 2_000, skew })).toBe(false);
    expect(revoked).toEqual(['r']);
  });

  it('within the second of the end makes one when it began after it', async () => {
    expect(await logIn({ at: cut + 10 })).toBe(true);
  });

  it('that began before the end makes none, though its token may be younger', async () => {
    expect(await logIn({ at: cut + 10, began: 20 })).toBe(false);
    expect(await logIn({ at: cut + 600, began: 700 })).toBe(false);
  });
});
