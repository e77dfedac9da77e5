import { isPass, type Verdict } from '../lib/grader/verdict.ts';
import type { Attempt } from '../lib/progress/index.ts';
import { showMarkdown } from './brief-text.ts';
import type { Challenge } from './catalog.ts';
import { type Hint, readChallengeText } from './challenge-texts.ts';
import { showDiff } from './diff-view.ts';
import { showReport, title } from './report.ts';
import { padTo, type Styles, widthOf, wrap } from './styles.ts';

/** What the views of a session have in common. */
export interface ViewContext {
  challenge: Challenge;
  styles: Styles;
  columns: number;
  /** The answer's path, as the learner would write it. */
  path: string;
}

/** The name of the challenge, with something at the right. */
export function showHead({ challenge, styles, columns }: ViewContext, right = ''): string[] {
  const width = Math.min(columns - 1, 92);
  const left = ` ${styles.bold(`${String(challenge.id).padStart(2, '0')} ${challenge.slug}`)}`;
  const middle = `${challenge.title}, ${challenge.difficulty}, ${challenge.minutes} min`;
  const room = width - widthOf(left) - widthOf(right) - 4;
  const words = widthOf(middle) <= room ? `  ${middle}` : '';
  return [
    `${padTo(left + styles.dim(words), width - widthOf(right))}${styles.dim(right)}`,
    styles.dim(styles.line.repeat(width)),
  ];
}

/** The brief, and where the answer is to be written. */
export function showBrief(context: ViewContext, { made }: { made: boolean }): string[] {
  const { challenge, styles, columns, path } = context;
  const { folder, lessons } = challenge;
  const width = Math.min(columns - 1, 92);
  const read =
    lessons.length === 0 ? [] : wrap(`Lessons that lead here: ${lessons.join(', ')}.`, width, { first: ' ' });
  return [
    ...showHead(context),
    '',
    ...showMarkdown(readChallengeText(folder, 'brief.mdx'), { styles, columns }),
    '',
    ...read.map(styles.dim),
    '',
    title('Your answer', { styles, columns }),
    ...wrap(made ? `${path} is new, made from the start.` : `${path} is as you left it.`, width, { first: ' ' }),
    ...wrap('Open it in your editor. Every save is graded here.', width, { first: ' ' }),
  ];
}

/** What the grade says. */
export function showVerdict(
  context: ViewContext,
  {
    verdict,
    at,
    tookMs,
    attempt,
    live,
  }: { verdict: Verdict; at: Date; tookMs: number; attempt: Attempt; live: boolean },
): string[] {
  const { challenge, styles, columns, path } = context;
  const clock = at.toTimeString().slice(0, 8);
  const took = tookMs < 10_000 ? `${Math.round(tookMs)} ms` : `${(tookMs / 1000).toFixed(1)} s`;
  const lines = [
    ...showHead(context, `${live ? 'live  ' : ''}${clock}  ${took}`),
    '',
    ...showReport(verdict, { styles, columns, path }),
  ];
  if (!isPass(verdict)) return lines;
  const minutes = Math.max(1, Math.round(attempt.elapsedMs / 60_000));
  const counted = [count(minutes, 'minute'), count(attempt.runs, 'run'), count(attempt.hints, 'hint')].join(', ');
  const next = live
    ? ''
    : ` Press d to lay it beside the solution${challenge.live ? ', v to try it against the real servers' : ''}.`;
  return [
    ...lines,
    '',
    ...wrap(
      `${live ? 'It holds against the real servers.' : `Solved: ${counted}.`}${next}`,
      Math.min(columns - 1, 92),
      { first: ' ' },
    ),
  ];
}

/** Hints, the last of them last. */
export function showHints(context: ViewContext, { hints, shown }: { hints: readonly Hint[]; shown: number }): string[] {
  const { styles, columns } = context;
  if (hints.length === 0) return [...showHead(context), '', ' There are no hints to this one.'];
  if (shown === 0) return [...showHead(context), '', ` No hint yet: there are ${hints.length}.`];
  return [
    ...showHead(context),
    ...hints
      .slice(0, shown)
      .flatMap((hint, index) => [
        '',
        title(`Hint ${index + 1} of ${hints.length}: ${hint.title}`, { styles, columns }),
        '',
        ...showMarkdown(hint.text, { styles, columns }),
      ]),
  ];
}

/** The answer and the solution, and what there is to say of the solution. */
export function showSolution(context: ViewContext, { answer }: { answer: string }): string[] {
  const { challenge, styles, columns } = context;
  const solution = readChallengeText(challenge.folder, 'solution/answer.ts');
  return [
    ...showHead(context),
    '',
    ...showDiff(answer, solution, { styles, columns, titles: ['your answer', 'the solution'] }),
    '',
    title('Notes on the solution', { styles, columns }),
    '',
    ...showMarkdown(readChallengeText(challenge.folder, 'solution/notes.mdx'), { styles, columns }),
  ];
}

/** The keys that work, on as many lines as they need. */
export function showKeys(
  { challenge, styles, columns }: ViewContext,
  { hints, shown }: { hints: number; shown: number },
): string[] {
  const keys: [string, string][] = [
    ['r', 'run'],
    ['h', shown >= hints ? `hints ${shown} of ${hints}` : `hint ${shown + 1} of ${hints}`],
    ['d', 'diff'],
    ['b', 'brief'],
    ...(challenge.live ? [['v', 'live'] satisfies [string, string]] : []),
    ['s', 'start again'],
    ['n', 'next'],
    ['l', 'list'],
    ['?', 'keys'],
    ['q', 'quit'],
  ];
  const lines: string[] = [''];
  for (const [key, words] of keys) {
    const item = ` ${styles.bold(key)} ${styles.dim(words)} `;
    const last = lines.at(-1) ?? '';
    if (widthOf(last) + widthOf(item) > columns - 1) lines.push(item);
    else lines[lines.length - 1] = last + item;
  }
  return lines;
}

/** What each key does. */
export function showKeyHelp(context: ViewContext): string[] {
  const { styles, challenge } = context;
  const rows: [string, string][] = [
    ['r', 'run the grade now; every save runs it, too'],
    ['h', 'the next hint'],
    ['H', 'the hints so far, once more'],
    ['d', 'your answer beside the solution; before a pass it asks'],
    ['b', 'the brief'],
    ['g', 'the last report'],
    ...(challenge.live ? [['v', 'the live grade, against the lab’s servers'] satisfies [string, string]] : []),
    ['s', 'start again; your answer is kept with a time stamp'],
    ['n', 'the next challenge that is not solved'],
    ['l', 'the list, and to any other challenge'],
    ['q', 'quit; Ctrl-C does, too'],
  ];
  return [...showHead(context), '', ...rows.map(([key, words]) => `  ${styles.bold(key)}  ${words}`)];
}

function count(value: number, word: string): string {
  return `${value} ${word}${value === 1 ? '' : 's'}`;
}
