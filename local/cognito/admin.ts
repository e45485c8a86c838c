/** The Admin… operations. `username` is the sub or the address; an unknown one is always told. */
import type { StoredAccount } from './accounts.ts';
import { accountUpdate, findAccount, removeAccount } from './accounts.ts';
import type { PoolContext } from './context.ts';
import { noSuchUser } from './errors.ts';

export async function adminGetUser(pool: PoolContext, username: string): Promise<StoredAccount> {
  const account = await findAccount(pool.store, username);
  if (account === undefined) throw noSuchUser();
  return account;
}

export async function adminDeleteUser(pool: PoolContext, username: string): Promise<void> {
  await removeAccount(pool.store, await adminGetUser(pool, username));
}

/** Ends every log-in of the account so far. */
export async function adminUserGlobalSignOut(pool: PoolContext, username: string): Promise<void> {
  const { sub } = await adminGetUser(pool, username);
  await pool.store.update(accountUpdate(sub, { add: { generation: 1 } }));
}

/** Disabling also ends every log-in so far: enabling again does not bring them back. */
export async function adminSetEnabled(pool: PoolContext, username: string, enabled: boolean): Promise<void> {
  const { sub } = await adminGetUser(pool, username);
  const ended = enabled ? {} : { add: { generation: 1 } };
  await pool.store.update(accountUpdate(sub, { set: { enabled }, ...ended }));
}
