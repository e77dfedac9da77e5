/** A part of the project and what it may import: CONTRIBUTING's table, a row or several each. */
export interface Zone {
  name: string;
  /** Which files belong to it. The first zone that matches a file is the file's. */
  files: RegExp;
  /** Which of our files it may import, besides its own zone's. */
  ours: readonly RegExp[];
  /** Which of our files it may import types from. */
  types?: readonly RegExp[];
  /** Which packages it may import: all that are listed, all but those listed, or none. */
  packages: { only: readonly string[] } | { not: readonly string[] };
  /** Whether it may import `node:*`. */
  node: boolean;
}

const NONE = { only: [] } as const;
const PROTOCOL = /^lib\/protocol\//;
/** For the version. */
const MANIFEST = /^package\.json$/;
const SERVER_PACKAGES = ['ws', 'socket.io', 'engine.io', 'zod', 'tsx', 'jose'];
const REACT_PACKAGES = ['react', 'react-dom', 'next'];
const CHALLENGE_TEXTS = /^challenges\/(?:$|.*\.mdx$)/;
/** The type of a verdict, which the terminal and the browser share. */
const VERDICT = /^lib\/grader\/verdict\.ts$/;

/** The import table, from the ground up. */
export const ZONES: readonly Zone[] = [
  { name: 'lib/protocol', files: PROTOCOL, ours: [], packages: NONE, node: false },
  {
    name: 'lib/wire',
    files: /^lib\/wire\//,
    ours: [PROTOCOL],
    types: [/^lib\/measure\//],
    packages: { only: ['fflate'] },
    node: false,
  },
  {
    name: 'lib/measure',
    files: /^lib\/measure\//,
    ours: [PROTOCOL],
    types: [/^lib\/wire\//],
    packages: NONE,
    node: false,
  },
  {
    name: 'lib/transports (socket-io)',
    files: /^lib\/transports\/socket-io[./]/,
    ours: [PROTOCOL, /^lib\/measure\//, /^lib\/transports\//],
    packages: { only: ['socket.io-client'] },
    node: false,
  },
  {
    name: 'lib/transports',
    files: /^lib\/transports\//,
    ours: [PROTOCOL, /^lib\/measure\//],
    packages: NONE,
    node: false,
  },
  {
    name: 'lib/ui (what runs while building)',
    files: /^lib\/ui\/.*\.(mjs|server\.tsx?)$/,
    ours: [/^lib\//],
    packages: { not: ['ws', 'socket.io', 'socket.io-client'] },
    node: true,
  },
  {
    name: 'lib/ui',
    files: /^lib\/ui\//,
    ours: [/^lib\//],
    packages: { not: ['ws', 'socket.io', 'socket.io-client'] },
    node: false,
  },
  { name: 'lib', files: /^lib\//, ours: [/^lib\/(?!ui\/)/], packages: { not: REACT_PACKAGES }, node: false },
  {
    name: 'servers/control',
    files: /^servers\/control[./]/,
    ours: [/^servers\//, PROTOCOL, /^lib\/wire\//, /^content\/claims\//, MANIFEST],
    packages: { only: SERVER_PACKAGES },
    node: true,
  },
  {
    name: 'servers',
    files: /^servers\//,
    ours: [PROTOCOL, /^lib\/wire\//, MANIFEST],
    packages: { only: SERVER_PACKAGES },
    node: true,
  },
  {
    name: 'content/claims (in the browser)',
    // `browser.ts`, and what it is made of: `browser-….tsx`; and what both kinds use.
    files: /^content\/claims\/(?:[^/]+\/browser(?:-[a-z-]+)?\.tsx?|control\.ts)$/,
    ours: [/^lib\/(?!ui\/)/],
    types: [/^content\/claims\/claim\.ts$/],
    packages: { not: ['next', 'ws', 'socket.io'] },
    node: false,
  },
  {
    name: 'content/claims',
    files: /^content\/claims\//,
    ours: [/^lib\/(?!ui\/)/],
    packages: { not: REACT_PACKAGES },
    node: true,
  },
  { name: 'content, the texts', files: /^content\/.*\.mdx$/, ours: [/^lib\/ui\/mdx\//], packages: NONE, node: false },
  {
    name: 'content/*.server.ts',
    files: /^content\/.*\.server\.ts$/,
    ours: [/^content\/[^/]*\.ts$/, PROTOCOL, CHALLENGE_TEXTS],
    packages: { not: REACT_PACKAGES },
    node: true,
  },
  { name: 'content', files: /^content\//, ours: [PROTOCOL], packages: { not: REACT_PACKAGES }, node: false },
  {
    name: 'app',
    files: /^app\//,
    ours: [/^lib\//, /^content\//, CHALLENGE_TEXTS],
    packages: { not: ['ws', 'socket.io', 'socket.io-client'] },
    node: true,
  },
  {
    name: 'challenges (React)',
    files: /^challenges\/24-use-socket\//,
    ours: [],
    packages: { only: ['vitest', 'fast-check', '#answer', 'react', 'react-dom'] },
    node: false,
  },
  {
    name: 'challenges (the folders)',
    files: /^challenges\/\d\d-/,
    ours: [],
    packages: { only: ['vitest', 'fast-check', '#answer'] },
    node: false,
  },
  {
    name: 'challenges (the types of #answer)',
    files: /^challenges\/answer\.ts$/,
    ours: [/^challenges\/\d\d-[a-z-]+\/start\//],
    packages: NONE,
    node: false,
  },
  {
    name: 'challenges (the command line)',
    files: /^challenges\/[^/]*\.ts$/,
    ours: [/^lib\/progress\//, VERDICT],
    packages: { only: ['vitest', 'zod'] },
    node: true,
  },
  { name: 'test', files: /^test\//, ours: [/./], packages: { not: [] }, node: true },
  {
    name: 'the configuration',
    files: /^[^/]+$/,
    ours: [/^lib\/ui\//, /^content\//, /^app\/claims\//, /^test\/support\//],
    packages: { not: [] },
    node: true,
  },
];

/** The zone of a file. */
export function zoneOf(path: string): Zone | undefined {
  return ZONES.find((zone) => zone.files.test(path));
}

/** Imports that the table refuses: a file, and what it may not import. The linter has to refuse them, too. */
export const REFUSED_IMPORTS: readonly (readonly [path: string, specifier: string])[] = [
  ['lib/protocol/x.ts', '../measure/clock.ts'],
  ['lib/measure/x.ts', 'node:fs'],
  ['lib/transports/sse.ts', 'socket.io-client'],
  ['lib/transports/sse.ts', '../ui/x.tsx'],
  ['lib/ui/x.tsx', '../../content/outline.ts'],
  ['servers/sse.ts', 'react'],
  ['servers/sse.ts', '../lib/transports/sse.ts'],
  ['servers/sse.ts', '../content/claims/x.ts'],
  ['content/lessons/01-a/lesson.mdx', '../../../lib/ui/shell/x.tsx'],
  ['content/x.server.ts', '../lib/ui/mdx/x.tsx'],
  ['app/page.tsx', '../servers/sse.ts'],
  ['app/page.tsx', '../test/support/lab.ts'],
  ['challenges/02-backoff/solution/answer.ts', '../../01-event-emitter/solution/answer.ts'],
  ['challenges/02-backoff/solution/answer.ts', 'react'],
  ['challenges/cli.ts', '../content/outline.ts'],
];
