/** Takes the pictures of the docs: `npx playwright test --config test/e2e/screenshots`. Not part of the tests. */
import { defineConfig } from '@playwright/test';
import { QUIET_FLAGS, systemChromium } from '../../support/chromium.ts';

const executablePath = systemChromium();

export default defineConfig({
  testDir: '.',
  testMatch: 'take.ts',
  globalSetup: '../../support/e2e-build.ts',
  outputDir: '../../../.build/screenshots',
  workers: 1,
  use: {
    browserName: 'chromium',
    launchOptions: { args: QUIET_FLAGS, ...(executablePath === undefined ? {} : { executablePath }) },
  },
});
