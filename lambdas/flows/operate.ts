import { forbidden } from '../../protocol/errors.ts';
import type { Scope } from '../ports/index.ts';
import { loadUser } from '../table/user.ts';

/**
 * The caller operates the installation, also as it is configured by now, and there is such a person.
 * @throws Problem forbidden
 */
export async function operate({ store, settings }: Scope, callerId: string, userId: string): Promise<void> {
  const [caller, target] = await Promise.all([loadUser(store, callerId), loadUser(store, userId)]);
  if (!caller?.operator || !target) throw forbidden();
  if (settings.operators.length > 0 && !settings.operators.includes(caller.email)) throw forbidden();
}
