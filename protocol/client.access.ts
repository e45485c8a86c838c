import { type AccessDeclaration, OWN } from './access-declaration.ts';
import type { clientContracts } from './client.ts';

export const clientAccess = {
  'client.report': OWN,
} as const satisfies Record<keyof typeof clientContracts, AccessDeclaration>;
