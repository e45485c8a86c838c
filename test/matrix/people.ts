import { type Lapsed, LAPSED, PEOPLE, type Who } from '../../protocol/access-declaration.ts';
import { Person } from '../support/server/person.ts';
import type { Server } from '../support/server/start-server.ts';

/** Besides the callers: somebody of the foreigner's workspace, and an admin who is one no more. */
const FURTHER = ['alien', 'demoted'] as const;
/** Everyone with an account. `nobody` has none. */
export const NAMES = [...PEOPLE, ...LAPSED.filter((name) => name !== 'nobody'), ...FURTHER];
export type Name = (typeof NAMES)[number];
export type Caller = Who | Lapsed;
export type People = Readonly<Record<Name, Person>>;

/** In the workspace as it is built; some are taken out of it later. */
export const MEMBERS = NAMES.filter((name) => !['foreigner', 'stranger', 'operator', 'alien'].includes(name));
/** In its conversations as they are built, besides the manager. */
export const JOINED = [
  'ownerInside',
  'adminInside',
  'member',
  'removed',
  'departed',
  'expelled',
  'expired',
  'ended',
  'deactivated',
] as const satisfies readonly Name[];

/** Everyone registers and logs in; the operator first, which is what makes them one. */
export async function register(server: Server): Promise<People> {
  const people: Partial<Record<Name, Person>> = { operator: await Person.join(server, 'operator') };
  for (const name of NAMES) people[name] ??= await Person.join(server, name);
  return people as People;
}
