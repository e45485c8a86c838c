/** The accounts of the pool in the store: one item each, and one that claims the address. */
import type { Changes, Condition, Item, Store, Write } from '../../lambdas/table/store.ts';
import { isConditionFailed } from '../../lambdas/table/store.ts';
import { CognitoError } from './errors.ts';
import { keys } from './keys.ts';
import { numberOf, textOf } from './fields.ts';

export interface StoredAccount {
  readonly sub: string;
  readonly email: string;
  readonly confirmed: boolean;
  readonly enabled: boolean;
  readonly password: string;
  /** Counts the global sign-outs: a log-in of an earlier generation has ended. */
  readonly generation: number;
  /** Failed log-ins in a row. */
  readonly failures: number;
  readonly lockedUntil: number;
}

const asAccount = (item: Item): StoredAccount => ({
  sub: textOf(item, 'sub'),
  email: textOf(item, 'email'),
  confirmed: item['confirmed'] === true,
  enabled: item['enabled'] === true,
  password: textOf(item, 'password'),
  generation: numberOf(item, 'generation'),
  failures: numberOf(item, 'failures'),
  lockedUntil: numberOf(item, 'lockedUntil'),
});

/** @throws CognitoError UsernameExistsException */
export async function addAccount(
  store: Store,
  account: Pick<StoredAccount, 'sub' | 'email' | 'password'>,
): Promise<StoredAccount> {
  const added = { ...account, confirmed: false, enabled: true, generation: 0, failures: 0, lockedUntil: 0 };
  try {
    await store.write([
      { put: { ...keys.address(account.email), sub: account.sub }, if: { absent: 'pk' } },
      { put: { ...keys.account(account.sub), ...added }, if: { absent: 'pk' } },
    ]);
  } catch (error) {
    if (!isConditionFailed(error)) throw error;
    throw new CognitoError('UsernameExistsException', 'User already exists');
  }
  return added;
}

/** The account with this sub or address. */
export async function findAccount(store: Store, username: string): Promise<StoredAccount | undefined> {
  if (username === '') return undefined;
  const address = username.includes('@') ? await store.get(keys.address(username), { consistent: true }) : undefined;
  const sub = address === undefined ? username : textOf(address, 'sub');
  const item = await store.get(keys.account(sub), { consistent: true });
  return item === undefined ? undefined : asAccount(item);
}

export async function removeAccount(store: Store, account: StoredAccount): Promise<void> {
  await store.write([{ delete: keys.address(account.email) }, { delete: keys.account(account.sub) }]);
}

/** A write that changes an account that is still there. */
export function accountUpdate(
  sub: string,
  changes: Changes,
  condition?: Condition,
): Extract<Write, { update: object }> {
  const exists: Condition = { exists: 'sub' };
  return {
    update: keys.account(sub),
    changes,
    if: condition === undefined ? exists : { all: [exists, condition] },
  };
}
