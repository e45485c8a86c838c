import { defineConfig } from '@playwright/test';
import { QUIET_FLAGS, systemChromium } from './test/support/chromium.ts';

const executablePath = systemChromium();

export default defineConfig({
  testDir: 'test/e2e',
  outputDir: '.build/e2e',
  globalSetup: './test/support/e2e-build.ts',
  // They wait more than they compute.
  workers: 3,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  retries: 0,
  forbidOnly: true,
  reporter: [['list'], ['json']],
  use: {
    browserName: 'chromium',
    launchOptions: { args: QUIET_FLAGS, ...(executablePath === undefined ? {} : { executablePath }) },
    screenshot: 'only-on-failure',
  },
});
