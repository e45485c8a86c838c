/** Passwords: the policy, and scrypt in the thread pool, two at a time so that other work there is not starved. */
import { scrypt, timingSafeEqual } from 'node:crypto';
import type { Random } from '../../lambdas/ports/index.ts';
import { CognitoError } from './errors.ts';
import type { PasswordPolicy, ScryptCost } from './settings.ts';

const HASH_BYTES = 32;
const AT_ONCE = 2;

export interface PasswordHasher {
  /** `scrypt$N$r$p$salt$hash` */
  hash(password: string): Promise<string>;
  /** False too when `stored` is undefined, after as much work as for a real one. */
  matches(password: string, stored: string | undefined): Promise<boolean>;
}

export function createPasswordHasher(cost: ScryptCost, random: Random): PasswordHasher {
  const run = limited(AT_ONCE);
  const derive = (password: string, salt: Buffer, by: ScryptCost): Promise<Buffer> =>
    run(
      () =>
        new Promise((resolve, reject) => {
          const options = { ...by, maxmem: 256 * by.N * by.r };
          scrypt(password.normalize('NFKC'), salt, HASH_BYTES, options, (error, key) =>
            error ? reject(error) : resolve(key),
          );
        }),
    );
  const format = (salt: Buffer, hash: Buffer): string =>
    ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), hash.toString('base64url')].join('$');
  const decoy = format(Buffer.from(random.bytes(16)), Buffer.from(random.bytes(HASH_BYTES)));

  return {
    hash: async (password) => {
      const salt = Buffer.from(random.bytes(16));
      return format(salt, await derive(password, salt, cost));
    },
    matches: async (password, stored) => {
      const [, N, r, p, salt = '', hash = ''] = (stored ?? decoy).split('$');
      const by = { N: Number(N), r: Number(r), p: Number(p) };
      const expected = Buffer.from(hash, 'base64url');
      const actual = await derive(password, Buffer.from(salt, 'base64url'), by);
      return stored !== undefined && timingSafeEqual(actual, expected);
    },
  };
}

const SYMBOL = /[\^$*.[\]{}()?"!@#%&/\\,><':;|_~`=+\- ]/;

/** @throws CognitoError InvalidPasswordException; InvalidParameterException for a blank at either end */
export function checkPolicy(password: string, policy: PasswordPolicy): void {
  if (password !== password.trim()) {
    throw new CognitoError('InvalidParameterException', "Value at 'password' must not begin or end with a blank");
  }
  if (password.length < policy.minimumLength) throw weak('Password not long enough');
  if (password.length > 256) throw weak('Password too long');
  if (policy.requireLowercase && !/[a-z]/.test(password)) throw weak('Password must have lowercase characters');
  if (policy.requireUppercase && !/[A-Z]/.test(password)) throw weak('Password must have uppercase characters');
  if (policy.requireNumbers && !/\d/.test(password)) throw weak('Password must have numeric characters');
  if (policy.requireSymbols && !SYMBOL.test(password)) throw weak('Password must have symbol characters');
}

const weak = (what: string): CognitoError =>
  new CognitoError('InvalidPasswordException', `Password did not conform with policy: ${what}`);

function limited(atOnce: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
