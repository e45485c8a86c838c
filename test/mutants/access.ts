import type { Mutant } from './mutant.ts';

/** Who may do what: forgotten permission checks. */
export const ACCESS: readonly Mutant[] = [
  {
    id: 'colleague-sends',
    file: 'lambdas/domain/permissions.ts',
    find: 'send: { general: INSIDE, public: INSIDE,',
    replace: 'send: { general: INSIDE, public: EVERYONE,',
    breaks: 'who is not in a public channel may write into it',
    caughtBy: { test: 'test/unit/domain/permissions.test.ts', name: 'send' },
  },
];
