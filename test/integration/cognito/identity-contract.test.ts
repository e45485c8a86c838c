import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { IdentityProblem } from '../../../lambdas/ports/index.ts';
import { isIdentityRefused } from '../../../lambdas/ports/identity.ts';
import type { Pool, Side } from './pool-harness.ts';
import { MINUTE, PASSWORD, startPool } from './pool-harness.ts';

const ANN = 'ann@example.org';
const NOBODY = 'nobody@example.org';

/** The problem of a refusal, or 'none'. */
async function problem(work: Promise<unknown>): Promise<IdentityProblem | 'none'> {
  try {
    await work;
    return 'none';
  } catch (error) {
    if (isIdentityRefused(error)) return error.problem;
    throw error;
  }
}

const other = (code: string, by = 1): string => String((Number(code) + by) % 1_000_000).padStart(6, '0');

async function logInTo({ identity }: Pool) {
  const tokens = await identity.logIn(ANN, PASSWORD);
  return { ...tokens, sub: (await identity.verify(tokens.accessToken)).sub };
}

describe.each<Side>(['embedded', 'sdk'])('Identity, %s', (side) => {
  let pool: Pool;
  beforeEach(async () => {
    pool = await startPool(side);
  });
  afterEach(() => pool.stop());

  describe('registration', () => {
    it('goes from sign-up over the mailed code to a verified access token', async () => {
      const { sub } = await pool.identity.signUp(ANN, PASSWORD);
      expect(pool.mails).toMatchObject([{ to: ANN, code: expect.stringMatching(/^\d{6}$/) }]);
      await pool.identity.confirm(ANN, pool.code(ANN));
      const { accessToken } = await pool.identity.logIn(ANN, PASSWORD);
      const claims = await pool.identity.verify(accessToken);
      expect(claims).toMatchObject({ sub, originJti: expect.stringMatching(/^[0-9a-f-]{36}$/) });
      expect(claims.expiresAt - claims.issuedAt).toBe(15 * MINUTE);
    });

    it('refuses a second registration of an address, confirmed or not', async () => {
      await pool.identity.signUp(ANN, PASSWORD);
      expect(await problem(pool.identity.signUp(ANN, PASSWORD))).toBe('account-exists');
      await pool.identity.confirm(ANN, pool.code(ANN));
      expect(await problem(pool.identity.signUp(ANN, PASSWORD))).toBe('account-exists');
    });

    it('lets one of several registrations at the same moment win', async () => {
      const all = await Promise.all(Array.from({ length: 5 }, () => problem(pool.identity.signUp(ANN, PASSWORD))));
      expect(all.toSorted()).toEqual([...Array<string>(4).fill('account-exists'), 'none']);
    });

    it.each(['short', 'blank at end ', ' blank at start'])('refuses the password "%s"', async (password) => {
      expect(await problem(pool.identity.signUp(ANN, password))).toBe('weak-password');
      expect(await pool.identity.find(ANN)).toBeUndefined();
    });

    it('asks for confirmation only when the password was right', async () => {
      await pool.identity.signUp(ANN, PASSWORD);
      expect(await problem(pool.identity.logIn(ANN, PASSWORD))).toBe('not-confirmed');
      expect(await problem(pool.identity.logIn(ANN, 'not the password'))).toBe('bad-credentials');
    });

    it('replaces the code when asked for a new one', async () => {
      await pool.identity.signUp(ANN, PASSWORD);
      const first = pool.code(ANN);
      await pool.identity.resendCode(ANN);
      expect(pool.mails).toHaveLength(2);
      while (pool.code(ANN) === first) await pool.identity.resendCode(ANN);
      expect(await problem(pool.identity.confirm(ANN, first))).toBe('bad-code');
      await pool.identity.confirm(ANN, pool.code(ANN));
      expect(await pool.identity.find(ANN)).toMatchObject({ email: ANN, confirmed: true, enabled: true });
    });

    it('sends no code to unknown and confirmed accounts, and does not say so', async () => {
      await pool.register(ANN);
      await pool.identity.resendCode(ANN);
      await pool.identity.resendCode(NOBODY);
      expect(pool.mails).toHaveLength(1);
    });
  });

  describe('codes', () => {
    it('expire', async () => {
      await pool.identity.signUp(ANN, PASSWORD);
      pool.advance(24 * 60 * MINUTE + 1);
      expect(await problem(pool.identity.confirm(ANN, pool.code(ANN)))).toBe('expired-code');
    });

    it('cannot be guessed by parallel tries', async () => {
      await pool.identity.signUp(ANN, PASSWORD);
      const tries = Array.from({ length: 40 }, (_, i) =>
        problem(pool.identity.confirm(ANN, other(pool.code(ANN), i + 1))),
      );
      const outcomes = await Promise.all(tries);
      expect(outcomes.filter((outcome) => outcome === 'bad-code')).toHaveLength(5);
      expect(outcomes.filter((outcome) => outcome === 'rate-limited')).toHaveLength(35);
      expect(await problem(pool.identity.confirm(ANN, pool.code(ANN)))).toBe('rate-limited');
      await pool.identity.resendCode(ANN);
      expect(await problem(pool.identity.confirm(ANN, pool.code(ANN)))).toBe('none');
    });

    it('are mailed ten times an hour at most', async () => {
      await pool.identity.signUp(ANN, PASSWORD);
      for (let sent = 1; sent < 10; sent += 1) await pool.identity.resendCode(ANN);
      expect(await problem(pool.identity.resendCode(ANN))).toBe('rate-limited');
      expect(pool.mails).toHaveLength(10);
      pool.advance(60 * MINUTE);
      expect(await problem(pool.identity.resendCode(ANN))).toBe('none');
    });

    it('of an unknown or confirmed account are just wrong', async () => {
      await pool.register(ANN);
      expect(await problem(pool.identity.confirm(ANN, '123456'))).toBe('bad-code');
      expect(['bad-code', 'expired-code']).toContain(await problem(pool.identity.confirm(NOBODY, '123456')));
    });
  });

  describe('log-in', () => {
    it('answers alike for an unknown account and a wrong password', async () => {
      await pool.register(ANN);
      expect(await problem(pool.identity.logIn(ANN, 'not the password'))).toBe('bad-credentials');
      expect(await problem(pool.identity.logIn(NOBODY, 'not the password'))).toBe('bad-credentials');
    });

    it('pauses after five failures, even for the right password', async () => {
      await pool.register(ANN);
      const tries = Array.from({ length: 12 }, () => problem(pool.identity.logIn(ANN, 'not the password')));
      expect(new Set(await Promise.all(tries))).toEqual(new Set(['bad-credentials']));
      expect(await problem(pool.identity.logIn(ANN, PASSWORD))).toBe('bad-credentials');
      pool.advance(MINUTE);
      expect(await problem(pool.identity.logIn(ANN, PASSWORD))).toBe('none');
      expect(await problem(pool.identity.logIn(ANN, 'not the password'))).toBe('bad-credentials');
      expect(await problem(pool.identity.logIn(ANN, PASSWORD))).toBe('none');
    });

    it('gives each log-in its own origin_jti, which refreshing keeps', async () => {
      await pool.register(ANN);
      const [one, two] = [await pool.identity.logIn(ANN, PASSWORD), await pool.identity.logIn(ANN, PASSWORD)];
      const [first, second] = [
        await pool.identity.verify(one.accessToken),
        await pool.identity.verify(two.accessToken),
      ];
      expect(first.originJti).not.toBe(second.originJti);
      const { accessToken } = await pool.identity.refresh(one.refreshToken, first.sub);
      expect(await pool.identity.verify(accessToken)).toMatchObject({ sub: first.sub, originJti: first.originJti });
    });
  });

  describe('ending log-ins', () => {
    beforeEach(() => pool.register(ANN));

    it('refuses a refresh token that was never issued', async () => {
      const { refreshToken, sub } = await logInTo(pool);
      expect(await problem(pool.identity.refresh('nonsense', sub))).toBe('bad-token');
      expect(await problem(pool.identity.refresh(`${refreshToken}x`, sub))).toBe('bad-token');
    });

    it('revokes one log-in and leaves the other', async () => {
      const [one, two] = [await logInTo(pool), await logInTo(pool)];
      await pool.identity.revoke(one.refreshToken);
      expect(await problem(pool.identity.refresh(one.refreshToken, one.sub))).toBe('bad-token');
      expect(await problem(pool.identity.changePassword(one.accessToken, PASSWORD, 'another password'))).toBe(
        'bad-credentials',
      );
      expect(await problem(pool.identity.refresh(two.refreshToken, two.sub))).toBe('none');
    });

    it.each(['sub', 'address'])('ends all log-ins by %s', async (by) => {
      const [one, two] = [await logInTo(pool), await logInTo(pool)];
      await pool.identity.signOutEverywhere(by === 'sub' ? one.sub : ANN);
      for (const { refreshToken, sub } of [one, two]) {
        expect(await problem(pool.identity.refresh(refreshToken, sub))).toBe('bad-token');
      }
      expect(await problem(logInTo(pool))).toBe('none');
    });

    it('disables an account, and enabling it does not bring old log-ins back', async () => {
      const { refreshToken, sub } = await logInTo(pool);
      await pool.identity.setEnabled(sub, false);
      expect(await problem(pool.identity.refresh(refreshToken, sub))).toBe('bad-token');
      expect(await problem(pool.identity.logIn(ANN, PASSWORD))).toBe('bad-credentials');
      expect(await pool.identity.find(ANN)).toMatchObject({ enabled: false });
      await pool.identity.setEnabled(sub, true);
      expect(await problem(pool.identity.refresh(refreshToken, sub))).toBe('bad-token');
      expect(await problem(pool.identity.logIn(ANN, PASSWORD))).toBe('none');
    });

    it('lets refresh tokens expire', async () => {
      const { refreshToken, sub } = await logInTo(pool);
      pool.advance(30 * 24 * 60 * MINUTE);
      expect(await problem(pool.identity.refresh(refreshToken, sub))).toBe('bad-token');
    });

    it('removes an account and frees its address', async () => {
      const { refreshToken, sub } = await logInTo(pool);
      await pool.identity.remove(ANN);
      await pool.identity.remove(ANN);
      expect(await pool.identity.find(ANN)).toBeUndefined();
      expect(await problem(pool.identity.refresh(refreshToken, sub))).toBe('bad-token');
      await pool.register(ANN);
    });
  });

  describe('passwords', () => {
    beforeEach(() => pool.register(ANN));

    it('are reset by a mailed code that works once', async () => {
      await pool.identity.forgotPassword(ANN);
      const code = pool.code(ANN);
      expect(await problem(pool.identity.resetPassword(ANN, other(code), 'a new password'))).toBe('bad-code');
      expect(await problem(pool.identity.resetPassword(ANN, code, 'short'))).toBe('weak-password');
      await pool.identity.resetPassword(ANN, code, 'a new password');
      expect(await problem(pool.identity.resetPassword(ANN, code, 'a third password'))).toBe('expired-code');
      expect(await problem(pool.identity.logIn(ANN, PASSWORD))).toBe('bad-credentials');
      expect(await problem(pool.identity.logIn(ANN, 'a new password'))).toBe('none');
    });

    it('reset codes expire after an hour', async () => {
      await pool.identity.forgotPassword(ANN);
      pool.advance(60 * MINUTE + 1);
      expect(await problem(pool.identity.resetPassword(ANN, pool.code(ANN), 'a new password'))).toBe('expired-code');
    });

    it('forgetting is silent for unknown and unconfirmed accounts', async () => {
      await pool.identity.signUp('ben@example.org', PASSWORD);
      const before = pool.mails.length;
      await pool.identity.forgotPassword(NOBODY);
      await pool.identity.forgotPassword('ben@example.org');
      expect(pool.mails).toHaveLength(before);
    });

    it('change with the current one', async () => {
      const { accessToken } = await pool.identity.logIn(ANN, PASSWORD);
      const change = (current: string, next: string) =>
        problem(pool.identity.changePassword(accessToken, current, next));
      expect(await change('not the password', 'a new password')).toBe('bad-credentials');
      expect(await change(PASSWORD, 'short')).toBe('weak-password');
      expect(await change(PASSWORD, 'a new password')).toBe('none');
      expect(await problem(pool.identity.logIn(ANN, 'a new password'))).toBe('none');
    });
  });
});
