import type { Scope } from '../ports/index.ts';
import { claimInstallation } from '../table/installation.ts';
import { isConditionFailed } from '../table/store.ts';
import type { Write } from '../table/store.ts';
import { loadIntroduction, loadUser, putUser, updateUser } from '../table/user.ts';

/** Makes the person's row at the first log-in, and keeps `operator` as the owner of the installation configured it. */
export async function ensureUser(scope: Scope, userId: string, email: string): Promise<void> {
  const user = await loadUser(scope.store, userId);
  if (!user) return create(scope, userId, email);
  const { operators } = scope.settings;
  const operator = operators.length === 0 ? user.operator : operators.includes(email);
  if (operator !== user.operator) await scope.store.update(updateUser(userId, { set: { operator } }));
}

async function create(scope: Scope, userId: string, email: string): Promise<void> {
  const { store, now, settings } = scope;
  const introduction = await loadIntroduction(store, userId, now);
  const configured = settings.operators.includes(email);
  const row = (operator: boolean): Write =>
    putUser({
      userId,
      email,
      displayName: introduction?.displayName ?? email.replace(/@.*/, ''),
      timeZone: introduction?.timeZone ?? 'UTC',
      operator,
      createdAt: now,
    });
  const isFirst = await written(scope, [
    row(configured || settings.operators.length === 0),
    claimInstallation(userId, now),
  ]);
  if (!isFirst) await written(scope, [row(configured)]);
}

/** False when a condition refused it: somebody was first. */
async function written({ store }: Scope, writes: readonly Write[]): Promise<boolean> {
  try {
    await store.write(writes);
    return true;
  } catch (error) {
    if (isConditionFailed(error)) return false;
    throw error;
  }
}
