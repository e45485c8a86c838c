import { IdentityRefused, type Identity } from '../../lambdas/ports/identity.ts';
import type { SeededRandom } from './random.ts';

interface Account {
  readonly sub: string;
  readonly email: string;
  readonly password: string;
  confirmed: boolean;
}

const TOKEN_MS = 15 * 60_000;
/** Every code that this pool mails. */
export const CODE = '123456';

/** A user pool without secrets: tokens say what they are. It survives as data, so that a prepared world can be copied. */
export class SimPool {
  readonly accounts: Account[] = [];
  readonly ended = new Set<string>();
  #jti = 0;

  copy(): SimPool {
    const copy = new SimPool();
    copy.accounts.push(...this.accounts.map((account) => ({ ...account })));
    for (const one of this.ended) copy.ended.add(one);
    copy.#jti = this.#jti;
    return copy;
  }

  /** The Identity port over this pool. The pool's clock is right; that of the process that verifies may not be. */
  identity(now: () => number, own: () => number, random: SeededRandom): Identity {
    const find = (email: string): Account | undefined => this.accounts.find((account) => account.email === email);
    const access = (sub: string, origin: string): string => `at.${sub}.${origin}.${now()}`;
    return {
      signUp: async (email, password) => {
        if (find(email)) refuse('account-exists');
        const sub = uuid(random);
        this.accounts.push({ sub, email, password, confirmed: false });
        return { sub };
      },
      resendCode: async () => {},
      confirm: async (email, code) => {
        const account = find(email);
        if (!account || code !== CODE) return refuse('bad-code');
        account.confirmed = true;
      },
      logIn: async (email, password) => {
        const account = find(email);
        if (account?.password !== password) return refuse('bad-credentials');
        if (!account.confirmed) return refuse('not-confirmed');
        this.#jti += 1;
        const origin = `origin-${this.#jti}-jti`;
        return { accessToken: access(account.sub, origin), refreshToken: `rt.${account.sub}.${origin}` };
      },
      refresh: async (refreshToken, sub) => {
        const origin = refreshToken.split('.')[2] ?? '';
        if (this.ended.has(origin) || !refreshToken.startsWith(`rt.${sub}.`)) return refuse('bad-token');
        return { accessToken: access(sub, origin) };
      },
      revoke: async (refreshToken) => void this.ended.add(refreshToken.split('.')[2] ?? ''),
      forgotPassword: async () => {},
      resetPassword: async () => {},
      changePassword: async () => {},
      find: async (email) => {
        const account = find(email);
        return account && { sub: account.sub, email, confirmed: account.confirmed, enabled: true };
      },
      remove: async () => {},
      signOutEverywhere: async () => {},
      setEnabled: async () => {},
      verify: async (token) => {
        const [kind, sub = '', originJti = '', at = ''] = token.split('.');
        const issuedAt = Number(at);
        if (kind !== 'at' || own() >= issuedAt + TOKEN_MS) return refuse('bad-token');
        return { sub, originJti, issuedAt, expiresAt: issuedAt + TOKEN_MS };
      },
    };
  }
}

function uuid(random: SeededRandom): string {
  const hex = Buffer.from(random.bytes(16)).toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

function refuse(problem: ConstructorParameters<typeof IdentityRefused>[0]): never {
  throw new IdentityRefused(problem);
}
