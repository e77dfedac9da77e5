import { defineConfig } from '@playwright/test';
import { browserArguments, findBrowser, isRoot, thisMachine } from './test/support/browser.ts';

const machine = thisMachine();
const browser = findBrowser(machine);

export default defineConfig({
  testDir: 'test/browser',
  testMatch: '**/*.spec.ts',
  globalSetup: './test/support/site-build.ts',
  outputDir: 'test-results/browser',
  // Each worker runs a lab and a site of its own; more of them would measure the machine instead of the code.
  workers: 1,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    locale: 'en-GB',
    timezoneId: 'UTC',
    // `npm test -- browser` is quick; who looks for a failure adds `--trace on` to `npx playwright test`.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      args: browserArguments({ platform: machine.platform, isRoot: isRoot() }),
      ...(browser.kind === 'system' ? { executablePath: browser.executablePath } : {}),
    },
  },
});
