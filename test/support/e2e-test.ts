/** Playwright's test, with people in browsers of their own. */
import { type BrowserContext, type BrowserContextOptions, expect, type Page, test as base } from '@playwright/test';
import type { E2ePerson } from './e2e-person.ts';
import type { E2eServer } from './e2e-server.ts';

export interface VisitOptions extends BrowserContextOptions {
  /** Whoever is logged in there; nobody when left out. */
  readonly as?: E2ePerson;
  readonly path?: string;
  /** Errors on the browser's console fail the test, too. */
  readonly silent?: boolean;
}

/** A phone in the dark. */
export const PHONE = {
  viewport: { width: 390, height: 844 },
  isMobile: true,
  hasTouch: true,
  colorScheme: 'dark',
} as const satisfies VisitOptions;

interface Fixtures {
  /** A page in a browser of its own. */
  readonly visit: (server: E2eServer, options?: VisitOptions) => Promise<Page>;
}

/** What no page may do in any test: throw where nobody catches, or open a dialog of the browser. */
function watch(context: BrowserContext, silent: boolean, faults: string[]): void {
  context.on('console', (line) => {
    if (silent && line.type() === 'error') faults.push(`console: ${line.text()}`);
  });
  context.on('weberror', (fault) => {
    const error = fault.error();
    faults.push(error.stack ?? error.message);
  });
  context.on('dialog', (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
}

export const test = base.extend<Fixtures>({
  visit: async ({ browser }, use) => {
    const contexts: BrowserContext[] = [];
    const faults: string[] = [];
    await use(async (server, { as, path = '/', silent = false, ...options } = {}) => {
      // What the app keeps of itself would stand between a test and the network; the tests about that let it.
      const usual = { baseURL: server.url, reducedMotion: 'reduce', serviceWorkers: 'block' } as const;
      const context = await browser.newContext({ ...usual, ...options });
      contexts.push(context);
      watch(context, silent, faults);
      await as?.enter(context);
      const page = await context.newPage();
      await page.goto(path);
      return page;
    });
    for (const context of contexts) await context.close();
    expect(faults).toEqual([]);
  },
});
export { expect };
