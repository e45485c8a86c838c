import type { Mutant } from './mutant.ts';

/** What browsers tell of their failures. */
export const REPORTS: readonly Mutant[] = [
  {
    id: 'reports-uncounted',
    file: 'lambdas/actions/client-report.ts',
    find: 'account: context.browser.sessionSecret',
    replace: 'account: null',
    breaks: 'one browser fills the log',
    caughtBy: { test: 'test/security/logs.test.ts', name: 'limited number' },
  },
  {
    id: 'report-of-any-places',
    file: 'protocol/client.ts',
    find: 'at: z.array(Frame)',
    replace: 'at: z.array(z.string())',
    breaks: 'a browser writes what it likes into the log',
    caughtBy: { test: 'test/security/logs.test.ts', name: 'a frame' },
  },
  {
    id: 'message-told-as-stack',
    file: 'web/src/errors/facts.ts',
    find: "(error.stack ?? '').replaceAll(error.message, '')",
    replace: "(error.stack ?? '')",
    breaks: 'lines of an error’s message are taken for places',
    caughtBy: { test: 'test/unit/web/errors.test.ts', name: 'looks like a stack' },
  },
];
