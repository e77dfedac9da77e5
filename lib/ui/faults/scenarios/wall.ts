import type { Choice, WallFacts, WallScenario } from './scenario.ts';
import { pass, until, type Waiting } from './wait.ts';

/** How many event sources are opened. */
export const WALL_SOURCES = 7;

/** How long they are given to open, in milliseconds; and the next one, once there is room. */
const PATIENCE_MS = 10_000;

/** For how long nothing may change before what waits is taken to wait, in milliseconds. */
const QUIET_MS = 2_000;

/** What of an `EventSource` a run uses. */
export type Stream = Pick<EventSource, 'readyState' | 'close' | 'addEventListener'>;

/** One of the streams, as it is shown. */
export interface StreamState {
  /** Counted from 1. */
  number: number;
  /** As the platform says it: 0 connecting, 1 open, 2 closed. */
  readyState: number;
  errors: number;
  /** From asking for it until it opened, in milliseconds. */
  openedAfterMs: number | undefined;
}

const waits: Choice<WallFacts> = {
  id: 'waits',
  label: 'It waits, without an error, until another one is closed',
  holds: ({ waiting }) => waiting > 0,
};

const fails: Choice<WallFacts> = {
  id: 'fails',
  label: 'It fails with an error',
  holds: ({ errors }) => errors > 0,
};

const opens: Choice<WallFacts> = {
  id: 'opens',
  label: 'It opens like the others',
  holds: () => true,
};

const stuck: Choice<WallFacts> = {
  id: 'stuck',
  label: 'It waits, also once another one is closed',
  holds: ({ waiting, nextAfterMs }) => waiting > 0 && nextAfterMs === undefined,
};

/** More streams than a browser opens connections to one host and port. */
export const WALL: WallScenario = {
  kind: 'wall',
  id: 'wall',
  title: 'The six-connection wall',
  about: 'Several tabs, each with an event stream of the same site, over HTTP/1.1.',
  question: 'What will the seventh stream to one origin do?',
  choices: [opens, waits, stuck, fails],
  steps: () => [
    `${WALL_SOURCES} EventSources are opened by this page to the SSE edge of this tab, on top of what the lanes hold there.`,
    `Once nothing has changed for ${QUIET_MS / 1_000} s, the first of them is closed, and the next is waited for: ${PATIENCE_MS / 1_000} s at most.`,
    'All of them are closed.',
  ],
};

/**
 * Opens the streams, looks what becomes of them, closes one, and looks again. All are closed in the end.
 *
 * @param before - streams of this page to the same origin that stand already
 * @throws {Cancelled} as a rejection
 */
export async function runWall(
  waiting: Waiting,
  given: {
    open: () => Stream;
    before: number;
    onStep: (step: string) => void;
    onStreams: (streams: readonly StreamState[]) => void;
  },
): Promise<{ facts: WallFacts; streams: readonly StreamState[] }> {
  const { clock } = waiting;
  const asked = Array.from({ length: WALL_SOURCES }, (_, index) => follow(given.open(), index + 1, clock.now));
  const look = (): StreamState[] => asked.map(({ state }) => state());
  const opened = (): number => look().filter(({ readyState }) => readyState === 1).length;
  const tell = (): void => given.onStreams(look());
  try {
    given.onStep(`opening ${WALL_SOURCES} event sources`);
    let changedAt = clock.now();
    let last = '';
    await until(waiting, PATIENCE_MS, () => {
      const now = JSON.stringify(look());
      if (now !== last) changedAt = clock.now();
      last = now;
      tell();
      return clock.now() - changedAt >= QUIET_MS;
    });
    const settled = look();
    const count = (readyState: number): number => settled.filter((stream) => stream.readyState === readyState).length;
    const facts = {
      asked: WALL_SOURCES,
      opened: count(1),
      waiting: count(0),
      errors: settled.filter(({ errors }) => errors > 0).length,
      before: given.before,
    };

    let nextAfterMs: number | undefined;
    if (facts.waiting > 0 && facts.opened > 0) {
      given.onStep('the first one is closed');
      const closedAt = clock.now();
      const before = opened();
      asked.find(({ state }) => state().readyState === 1)?.stream.close();
      const isNext = await until(waiting, PATIENCE_MS, () => {
        tell();
        return opened() >= before;
      });
      const since = asked.flatMap(({ openedAt }) => openedAt() ?? []).filter((at) => at >= closedAt);
      if (isNext && since.length > 0) nextAfterMs = Math.min(...since) - closedAt;
      await pass(waiting, 0);
    }
    return { facts: { ...facts, nextAfterMs }, streams: look() };
  } finally {
    for (const { stream } of asked) stream.close();
    tell();
  }
}

function follow(stream: Stream, number: number, now: () => number) {
  const askedAt = now();
  let openedAt: number | undefined;
  let errors = 0;
  stream.addEventListener('open', () => (openedAt ??= now()));
  stream.addEventListener('error', () => errors++);
  return {
    stream,
    openedAt: () => openedAt,
    state: (): StreamState => ({
      number,
      readyState: stream.readyState,
      errors,
      openedAfterMs: openedAt === undefined ? undefined : openedAt - askedAt,
    }),
  };
}

/** What happened, from what was measured. */
export function explainWall({ asked, opened, waiting, errors, before, nextAfterMs }: WallFacts): string {
  const already = before > 0 ? `, beside ${before} of the lanes` : '';
  const first = `Of ${asked} event sources ${opened} opened${already}`;
  const second =
    errors > 0
      ? `, and ${errors} reported an error.`
      : waiting > 0
        ? `, and ${waiting} stayed at \`readyState\` 0 without an error: ${opened + before} connections to one host and port stood.`
        : ', and none had to wait.';
  const third =
    nextAfterMs === undefined
      ? waiting > 0
        ? ' Closing one opened no other.'
        : ''
      : ` Closing one opened the next ${nextAfterMs.toFixed(0)} ms later.`;
  return `${first}${second}${third}`;
}
