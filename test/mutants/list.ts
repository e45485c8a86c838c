import { ACCESS } from './access.ts';
import { BROWSER } from './browser.ts';
import { CLIENT } from './client.ts';
import { DELIVERY } from './delivery.ts';
import { AUTHORISATION } from './matrix.ts';
import { MEANWHILE } from './meanwhile.ts';
import { MESSAGES } from './messages.ts';
import type { Mutant } from './mutant.ts';
import { NUMBERS } from './numbers.ts';
import { READING } from './reading.ts';
import { REMOVAL } from './removal.ts';
import { REPORTS } from './reports.ts';
import { SECURITY } from './security.ts';

/** Every planted bug, one file per area. */
export const MUTANTS: readonly Mutant[] = [
  ...MESSAGES,
  ...NUMBERS,
  ...REMOVAL,
  ...READING,
  ...DELIVERY,
  ...CLIENT,
  ...ACCESS,
  ...MEANWHILE,
  ...AUTHORISATION,
  ...SECURITY,
  ...BROWSER,
  ...REPORTS,
];

/** @throws Error when there is none of that id */
export function mutantOf(id: string): Mutant {
  const found = MUTANTS.find((mutant) => mutant.id === id);
  if (!found) throw new Error(`There is no mutant "${id}".`);
  return found;
}
