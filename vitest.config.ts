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
          exclude: [...INTEGRATION, ...START, ...OTHERS],
        },
      },
      { extends: true, test: { name: 'integration', include: files(INTEGRATION) } },
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
