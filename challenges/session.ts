import { isPass, type Verdict } from '../lib/grader/verdict.ts';
import { standingOf } from '../lib/progress/index.ts';
import { answerPath, ensureAnswer, startAgain } from './answer-file.ts';
import { type AttemptLog, openAttempt } from './attempt-log.ts';
import { type Challenge, findChallenge } from './catalog.ts';
import { readHints } from './challenge-texts.ts';
import { gradeAnswer, LIMIT_MS } from './grade.ts';
import { gradeOnce, LIVE_LIMIT_MS } from './grade-command.ts';
import type { Grader } from './grader.ts';
import { readAnswer } from './grading-verdict.ts';
import { showList } from './list-view.ts';
import type { ProgressStore } from './progress-store.ts';
import type { Screen, View } from './screen.ts';
import {
  showBrief,
  showHints,
  showKeyHelp,
  showKeys,
  showSolution,
  showVerdict,
  type ViewContext,
} from './session-views.ts';
import { watchFile } from './watch-file.ts';

/** How long a grade may take before the screen says that it runs, in milliseconds. */
const QUIET_MS = 250;

/** What a session works with. */
export interface SessionOptions {
  challenge: Challenge;
  challenges: readonly Challenge[];
  root: string;
  grader: Grader;
  screen: Screen;
  store: ProgressStore;
  limitMs: number | null;
  /** A path as the learner would write it. */
  showPath: (path: string) => string;
}

/** What comes after a session: an end, or another challenge. */
export type Ending = { type: 'quit'; verdict: Verdict | null } | { type: 'go'; challenge: Challenge };

/** Work on one challenge: it grades each save, and obeys keys. */
export interface Session {
  ending: Promise<Ending>;
  key(key: string): void;
  /** There are no more keys to come. Without a terminal that is the end, once what runs has been graded. */
  keysEnded(): void;
  stop(): void;
}

/** Opens a session: makes the answer if there is none, shows the brief, and watches. */
export async function openSession(options: SessionOptions): Promise<Session> {
  const { challenge, challenges, root, grader, screen, store, showPath } = options;
  const path = answerPath(challenge.folder);
  const made = ensureAnswer(challenge.folder);
  const hints = readHints(challenge.folder);
  const log: AttemptLog = await openAttempt(challenge.slug, store);

  let finish: (ending: Ending) => void = () => {};
  const ending = new Promise<Ending>((resolve) => (finish = resolve));
  let report: View | null = null;
  let lastVerdict: Verdict | null = null;
  let running: AbortController | null = null;
  let run: Promise<void> = Promise.resolve();
  /** A question that the next keys answer. */
  let asking: { question: string; typed: string; answer: (typed: string) => void; single: boolean } | null = null;
  let writing: Promise<unknown> = Promise.resolve();

  const context = (columns: number): ViewContext => ({
    challenge,
    styles: screen.styles,
    columns,
    path: showPath(path),
  });
  const write = (work: () => Promise<unknown>) => {
    writing = writing.then(work).catch((error: unknown) => screen.status(` ${messageOf(error)}`));
  };
  const show = (view: (context: ViewContext) => readonly string[], { clear = true } = {}) => {
    const withKeys: View = (columns) => [
      ...view(context(columns)),
      '',
      ...(screen.isTerminal ? showKeys(context(columns), { hints: hints.length, shown: log.attempt.hints }) : []),
    ];
    screen.show(withKeys, { clear });
    return withKeys;
  };

  const grade = (live = false) => {
    running?.abort();
    const mine = new AbortController();
    running = mine;
    run = runGrade(mine, live).catch((error: unknown) => screen.status(` ${messageOf(error)}`));
  };
  const runGrade = async (mine: AbortController, live: boolean) => {
    const startedAt = performance.now();
    let done = 0;
    let all = 0;
    const timer = setInterval(() => {
      const what = live ? ' Live grade' : ' Grading';
      if (running === mine) screen.status(all === 0 ? `${what} …` : `${what} … ${done} of ${all}`);
    }, QUIET_MS);
    const limitMs = options.limitMs ?? (live ? LIVE_LIMIT_MS : LIMIT_MS);
    const verdict = await gradeOnce({
      slug: challenge.slug,
      answer: path,
      root,
      live,
      limitMs,
      grader,
      signal: mine.signal,
      onEvent: (event) => {
        if (event.type === 'collected') all = event.names.length;
        if (event.type === 'ended') done++;
      },
    }).finally(() => clearInterval(timer));
    // A later save has begun another.
    if (running !== mine) return;
    running = null;
    const tookMs = performance.now() - startedAt;
    lastVerdict = verdict;
    if (!live) {
      write(() => log.run(verdict));
      await writing;
    }
    const shown = { verdict, at: new Date(), tookMs, attempt: log.attempt, live };
    asking = null;
    report = show((context) => showVerdict(context, shown));
  };

  /** Grades the start while the brief is read, and tells nobody: the first save is then as quick as the others. */
  const warmUp = () => {
    const mine = new AbortController();
    running = mine;
    run = gradeAnswer({ slug: challenge.slug, answer: path, root, grader, signal: mine.signal }).then(() => {
      if (running === mine) running = null;
    });
  };

  const ask = (question: string, answer: (typed: string) => void, { single = false } = {}) => {
    asking = { question, typed: '', answer, single };
    screen.status(question);
  };
  const leave = (how: Ending) => {
    watch.close();
    running?.abort();
    running = null;
    write(() => log.save());
    void writing.then(() => finish(how));
  };

  const nextChallenge = () => {
    const place = challenges.findIndex(({ slug }) => slug === challenge.slug);
    const others = [...challenges.slice(place + 1), ...challenges.slice(0, place)];
    const next = others.find(({ slug }) => standingOf(log.progress, slug).state !== 'solved') ?? others[0];
    if (next === undefined) screen.status(' There is no other challenge.');
    else leave({ type: 'go', challenge: next });
  };
  const list = () => {
    show(({ styles, columns }) => showList(challenges, log.progress, { styles, columns }));
    ask(' Go to (a name or a number; Enter stays here): ', (typed) => {
      if (typed === '') {
        if (report !== null) screen.show(report);
        else brief();
        return;
      }
      const found = findChallenge(typed, challenges);
      if (found.type === 'found') leave({ type: 'go', challenge: found.challenge });
      else screen.status(` ${describeFailure(typed, found)}`);
    });
  };
  const brief = ({ clear = true } = {}) => void show((context) => showBrief(context, { made }), { clear });
  const hint = (another: boolean) => {
    const shown = Math.min(hints.length, log.attempt.hints + (another ? 1 : 0));
    write(() => log.hints(shown));
    void writing.then(() => show((context) => showHints(context, { hints, shown })));
  };
  const diff = () => {
    const answer = readAnswer(path).text ?? '';
    write(() => log.solutionSeen());
    show((context) => showSolution(context, { answer }));
  };
  const askDiff = () => {
    const passed = lastVerdict !== null && isPass(lastVerdict);
    const standing = standingOf(log.progress, challenge.slug);
    if (passed || standing.state === 'solved' || standing.solutionSeen) diff();
    else {
      const question = ' It has not passed yet. Show the solution all the same? y / n ';
      ask(question, (typed) => (typed.toLowerCase() === 'y' ? diff() : screen.status('')), { single: true });
    }
  };
  const restart = () => {
    running?.abort();
    running = null;
    watch.close();
    const kept = startAgain(challenge.folder);
    watch = watchFile(path, () => grade());
    write(() => log.restart());
    report = null;
    lastVerdict = null;
    const words = kept === null ? '' : ` Your answer is kept as ${showPath(kept)}.`;
    void writing.then(() => {
      show((context) => [...showBrief(context, { made: true }), words]);
    });
  };

  const commands: Record<string, () => void> = {
    r: () => grade(),
    v: () => (challenge.live ? grade(true) : screen.status(' This challenge has no live grade.')),
    h: () => hint(true),
    H: () => hint(false),
    d: askDiff,
    b: () => brief(),
    g: () => (report === null ? screen.status(' Nothing has been graded yet.') : screen.show(report)),
    s: restart,
    n: nextChallenge,
    l: list,
    '?': () => void show(showKeyHelp),
    q: () => leave({ type: 'quit', verdict: null }),
  };

  let watch = watchFile(path, () => grade());
  brief({ clear: false });
  // Where nobody can press a key or watch the screen, what is there is what is wanted.
  if (!made || !screen.isTerminal) grade();
  else warmUp();
  let isOver = false;
  void ending.then(() => (isOver = true));

  return {
    ending,
    key(key) {
      if (isOver) return;
      const open = asking;
      if (open === null) commands[key]?.();
      else if (key === 'escape' || key === 'enter' || open.single) {
        asking = null;
        if (key === 'escape') screen.status('');
        else open.answer(open.single ? key : open.typed.trim());
      } else {
        open.typed = key === 'backspace' ? open.typed.slice(0, -1) : open.typed + key;
        screen.status(open.question + open.typed);
      }
    },
    keysEnded() {
      if (screen.isTerminal) return;
      void run.then(() => leave({ type: 'quit', verdict: lastVerdict }));
    },
    stop: () => leave({ type: 'quit', verdict: null }),
  };
}

/** Why no challenge was found. */
export function describeFailure(
  asked: string,
  found: Exclude<ReturnType<typeof findChallenge>, { type: 'found' }>,
): string {
  if (found.type === 'ambiguous') {
    return `Several are called ${asked}: ${found.candidates.map(({ slug }) => slug).join(', ')}`;
  }
  const near = found.near.map(({ slug }) => slug).join(', ');
  return `There is no challenge ${asked}.${near === '' ? '' : ` Perhaps ${near}?`}`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
