import { Problem } from '../../protocol/errors.ts';
import type { Scope } from '../ports/index.ts';
import type { Registration } from '../table/registration.ts';
import { loadRegistration } from '../table/registration.ts';

/** What a browser registered. @throws Problem forbidden when that is unknown or too old */
export async function loadRegistrationOf({ store, now }: Scope, hash: string): Promise<Registration> {
  const registration = await loadRegistration(store, hash, now);
  if (registration) return registration;
  throw new Problem('forbidden', 'This registration is too old. Register again.', { reason: 'registration_unknown' });
}
