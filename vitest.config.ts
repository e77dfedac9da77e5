import { defineConfig } from 'vitest/config';

/** Tests that open sockets and start servers. Everything else is fast and belongs to `npm run check`. */
const INTEGRATION = [
  'test/servers/**',
  'test/contract/**',
  'test/faults/live/**',
  'test/transports/**',
  'test/study/**',
  'test/wire/traffic/**',
  'test/challenges/graded/**',
  'test/challenges/terminal/**',
];

/** What the course claims, measured: alone, and one after the other, since one would disturb the other. */
const CLAIMS = ['test/claims/**'];

/** Tests that start the pages, and so need a build. */
const START = ['test/start/**'];

/** What another runner runs, or a person. */
const OTHERS = ['test/browser/**', 'test/bench/**'];

const files = (folders: readonly string[]) => folders.map((folder) => `${folder}/*.test.{ts,tsx}`);

export default defineConfig({
  test: {
    // A test that hangs says so instead of holding up the run.
    testTimeout: 20_000,
    hookTimeout: 20_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: files(['test/**']),
          exclude: [...INTEGRATION, ...CLAIMS, ...START, ...OTHERS],
        },
      },
      { extends: true, test: { name: 'integration', include: files(INTEGRATION) } },
      {
        extends: true,
        test: { name: 'claims', include: files(CLAIMS), fileParallelism: false, testTimeout: 60_000 },
      },
      {
        extends: true,
        test: {
          name: 'start',
          include: files(START),
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
