import { isAbsolute, relative, resolve } from 'node:path';
import { nextSlug } from '../lib/progress/index.ts';
import { answerPath, ensureAnswer } from './answer-file.ts';
import type { Request } from './arguments.ts';
import { openAttempt } from './attempt-log.ts';
import { type Challenge, CHALLENGES, findChallenge, listChallenges } from './catalog.ts';
import { LIMIT_MS } from './grade.ts';
import { exitCodeOf, gradeOnce, LIVE_LIMIT_MS, printReport } from './grade-command.ts';
import { createGrader } from './grader.ts';
import { openKeyboard } from './keyboard.ts';
import { showList } from './list-view.ts';
import type { ProgressStore } from './progress-store.ts';
import { createScreen } from './screen.ts';
import { describeFailure, openSession, type Session } from './session.ts';

/** Where the command was typed: npm runs scripts in the project's folder, and tells where it was called. */
export const WORKING_FOLDER =
  process.env.npm_command === 'run-script' && process.env.INIT_CWD !== undefined ? process.env.INIT_CWD : process.cwd();

/** `npm run challenge`: the list, and work on one challenge after another, until the learner quits. */
export async function work(request: Extract<Request, { command: 'work' }>, store: ProgressStore): Promise<number> {
  const root = request.root === null ? CHALLENGES : resolve(WORKING_FOLDER, request.root);
  const challenges = listChallenges(root);
  const screen = createScreen(process.stdout);
  const progress = await store.read();
  const list = () =>
    screen.show((columns) => [...showList(challenges, progress, { styles: screen.styles, columns }), ''], {
      clear: false,
    });

  let challenge: Challenge | undefined;
  if (request.slug === null) {
    list();
    const slugs = challenges.map(({ slug }) => slug);
    const slug = nextSlug(progress, slugs) ?? slugs[0];
    challenge = challenges.find((one) => one.slug === slug);
    if (challenge === undefined) return 2;
  } else {
    const found = findChallenge(request.slug, challenges);
    if (found.type !== 'found') {
      process.stderr.write(`${describeFailure(request.slug, found)}\n`);
      return 2;
    }
    challenge = found.challenge;
  }
  if (request.once) return workOnce({ request, challenge, root, store });
  return workOn({ request, first: challenge, challenges, root, store, screen });
}

/** Grades what the learner has by now, once. */
async function workOnce({
  request,
  challenge,
  root,
  store,
}: {
  request: Extract<Request, { command: 'work' }>;
  challenge: Challenge;
  root: string;
  store: ProgressStore;
}): Promise<number> {
  const path = answerPath(challenge.folder);
  if (ensureAnswer(challenge.folder)) process.stdout.write(`${showPath(path)} is new, made from the start.\n\n`);
  const { live, limitMs } = request;
  const limit = limitMs ?? (live ? LIVE_LIMIT_MS : LIMIT_MS);
  const verdict = await gradeOnce({ slug: challenge.slug, answer: path, root, live, limitMs: limit });
  if (!live) await (await openAttempt(challenge.slug, store)).run(verdict);
  printReport(verdict, showPath(path));
  return exitCodeOf(verdict);
}

/** Sessions one after another, with one keyboard, one screen and one grader for all of them. */
async function workOn({
  request,
  first,
  challenges,
  root,
  store,
  screen,
}: {
  request: Extract<Request, { command: 'work' }>;
  first: Challenge;
  challenges: readonly Challenge[];
  root: string;
  store: ProgressStore;
  screen: ReturnType<typeof createScreen>;
}): Promise<number> {
  const grader = createGrader();
  let session: Session | null = null;
  let stopped = false;
  let keysAreOver = false;
  const early: string[] = [];
  const stop = () => {
    stopped = true;
    session?.stop();
  };
  const keyboard = openKeyboard(process.stdin, {
    onKey: (key) => (session === null ? early.push(key) : session.key(key)),
    onStop: stop,
    onEnd: () => {
      keysAreOver = true;
      session?.keysEnded();
    },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);

  try {
    let challenge = first;
    for (;;) {
      session = await openSession({
        challenge,
        challenges,
        root,
        grader,
        screen,
        store,
        limitMs: request.limitMs,
        showPath,
      });
      if (stopped) session.stop();
      for (const key of early.splice(0)) session.key(key);
      if (keysAreOver) session.keysEnded();
      const ending = await session.ending;
      session = null;
      if (ending.type === 'quit') return ending.verdict === null ? 0 : exitCodeOf(ending.verdict);
      challenge = ending.challenge;
    }
  } finally {
    screen.close();
    keyboard.close();
    await grader.close();
  }
}

/** A path as one would write it where the command was typed. */
function showPath(path: string): string {
  const short = relative(WORKING_FOLDER, path);
  return short.startsWith('..') || isAbsolute(short) ? path : short;
}
