import { type Identity, IdentityRefused } from '../../lambdas/ports/identity.ts';

/** Of the user pool's access tokens (lib/identity.ts). */
const TOKEN_MS = 15 * 60_000;

const notReplayed = (): never => {
  throw new Error('signing up and in are not replayed');
};
const uncalled = async (): Promise<never> => notReplayed();

export const refreshTokenFor = (sub: string, originJti: string): string => `rt.${sub}.${originJti}`;

/** A user pool whose tokens say what they are. */
export const tokens = (now: () => number): Identity => ({
  signUp: uncalled,
  resendCode: uncalled,
  confirm: uncalled,
  logIn: uncalled,
  revoke: uncalled,
  forgotPassword: uncalled,
  resetPassword: uncalled,
  changePassword: uncalled,
  find: uncalled,
  remove: uncalled,
  signOutEverywhere: uncalled,
  setEnabled: uncalled,
  async refresh(refreshToken) {
    const [, sub, origin] = refreshToken.split('.');
    return { accessToken: `at.${sub}.${origin}.${now()}` };
  },
  async verify(token) {
    const [, sub = '', originJti = '', at = ''] = token.split('.');
    const issuedAt = Number(at);
    if (now() >= issuedAt + TOKEN_MS) throw new IdentityRefused('bad-token');
    return { sub, originJti, issuedAt, expiresAt: issuedAt + TOKEN_MS };
  },
});
