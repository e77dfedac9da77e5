import { nextSlug, type Progress, standingOf } from '../lib/progress/index.ts';
import type { Challenge } from './catalog.ts';
import { cutTo, padTo, type Styles, widthOf } from './styles.ts';

/** The challenges for a terminal: number, title, difficulty, minutes, and how far the learner got. */
export function showList(
  challenges: readonly Challenge[],
  progress: Progress,
  { styles, columns }: { styles: Styles; columns: number },
): string[] {
  if (challenges.length === 0) return [' There are no challenges here.'];
  const next = nextSlug(
    progress,
    challenges.map(({ slug }) => slug),
  );
  const width = Math.min(columns - 1, 92);
  const isNarrow = width < 64;
  const slugWidth = Math.max(...challenges.map(({ slug }) => slug.length));
  const rows = challenges.map((challenge) => {
    const standing = standingOf(progress, challenge.slug);
    const mark = { solved: styles.green(styles.marks.passed), tried: styles.yellow('~'), new: ' ' }[standing.state];
    const result = describeStanding(standing);
    const here = challenge.slug === next ? styles.cyan('>') : ' ';
    const head = `${here}${mark} ${String(challenge.id).padStart(2, '0')} `;
    const tail = isNarrow
      ? result
      : `${challenge.difficulty.padEnd(8)} ${`${challenge.minutes} min`.padStart(6)}  ${result.padEnd(16)}`;
    const room = Math.max(8, width - widthOf(head) - widthOf(tail) - 2);
    const name = padTo(
      cutTo(
        isNarrow || room < slugWidth + 24 ? challenge.slug : `${padTo(challenge.slug, slugWidth)}  ${challenge.title}`,
        room,
      ),
      room,
    );
    const line = `${head}${name}  ${tail}`.trimEnd();
    return challenge.slug === next ? styles.bold(line) : standing.state === 'solved' ? styles.dim(line) : line;
  });
  const solved = challenges.filter(({ slug }) => standingOf(progress, slug).state === 'solved').length;
  const gaugeWidth = Math.min(24, challenges.length);
  const full = Math.floor((solved / challenges.length) * gaugeWidth);
  const gauge = styles.green(styles.gauge.full.repeat(full)) + styles.dim(styles.gauge.empty.repeat(gaugeWidth - full));
  return [...rows, '', ` ${gauge} ${solved} of ${challenges.length} solved`];
}

function describeStanding({ state, passed, tests, solutionSeen, quickestMs }: ReturnType<typeof standingOf>): string {
  if (state === 'solved') return quickestMs === null ? 'solved' : `solved, ${showMinutes(quickestMs)}`;
  if (tests > 0) return `${passed} of ${tests}${solutionSeen ? ', seen' : ''}`;
  return state === 'tried' ? 'begun' : '';
}

function showMinutes(ms: number): string {
  return ms < 60_000 ? `${Math.max(1, Math.round(ms / 1000))} s` : `${Math.round(ms / 60_000)} min`;
}
