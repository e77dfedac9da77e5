/** What the command line is asked for. */
export type Request =
  | { command: 'work'; slug: string | null; once: boolean; live: boolean; limitMs: number | null; root: string | null }
  | { command: 'list'; root: string | null }
  | {
      command: 'grade';
      slug: string;
      answer: string;
      json: boolean;
      live: boolean;
      limitMs: number | null;
      root: string | null;
    }
  | { command: 'export'; file: string | null }
  | { command: 'import'; file: string }
  | { command: 'help' };

/** The command line was not understood; the message says what is expected. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const HELP = `Wirelab's challenges, graded in the terminal.

  npm run challenge                    the list, and on where you left off
  npm run challenge <name>             one challenge: any part of its name that only it has, or its number
  npm run challenge list               the list alone
  npm run challenge help               this text

The challenge is yours to solve in work/answer.ts in its folder, in your own editor. The grade runs on every save.
These keys work meanwhile:

  r  run the grade now                 n  next challenge
  h  next hint                         l  list, and go to another
  d  diff against the solution         s  start again; your answer is kept with a time stamp
  b  the brief again                   v  live grade against the lab's servers, where there is one
  ?  the keys                          q  quit

Without a terminal:

  npm run challenge <name> -- --once   grade work/answer.ts once
  npm run challenge <name> -- --once --live

  npx tsx challenges/cli.ts grade <name> --answer <file> [--json] [--live]
                                       grade any file. --json: one JSON object on standard output,
                                       { slug, passed, failed, tests: [{ name, status, message }], error? }
  npx tsx challenges/cli.ts progress export [file]
  npx tsx challenges/cli.ts progress import <file>
                                       the same file that the pages read and write. Nothing is lost by it

  --limit <seconds>                    how long a grade may go without a step; 10
  --challenges <folder>                where the challenges lie

Exit codes of grade and --once: 0 all passed, 1 some failed, 2 could not run. Colours: NO_COLOR, FORCE_COLOR.
`;

const FLAGS = ['--once', '--json', '--live', '--help', '-h'];
const OPTIONS = ['--answer', '--limit', '--challenges'];

/**
 * Reads what stands behind the name of the command.
 *
 * @throws {UsageError}
 */
export function readArguments(args: readonly string[]): Request {
  const { words, flags, options } = sort(args);
  if (flags.has('--help') || flags.has('-h') || words[0] === 'help') return { command: 'help' };
  const [first, second, third, ...more] = words;
  const common = { limitMs: readLimit(options.get('--limit')), root: options.get('--challenges') ?? null };
  const only = (allowed: readonly string[]) => {
    const other = [...flags, ...options.keys()].find((name) => !allowed.includes(name));
    if (other !== undefined) throw new UsageError(`${other} means nothing here.`);
  };

  if (first === 'grade') {
    only(['--json', '--live', '--answer', '--limit', '--challenges']);
    const answer = options.get('--answer');
    if (second === undefined || third !== undefined || answer === undefined) {
      throw new UsageError('Expected: grade <name> --answer <file> [--json] [--live]');
    }
    return { command: 'grade', slug: second, answer, json: flags.has('--json'), live: flags.has('--live'), ...common };
  }
  if (first === 'progress') {
    only([]);
    if (second === 'export' && more.length === 0) return { command: 'export', file: third ?? null };
    if (second === 'import' && third !== undefined && more.length === 0) return { command: 'import', file: third };
    throw new UsageError('Expected: progress export [file], or progress import <file>');
  }
  if (second !== undefined) throw new UsageError(`Expected one name, got ${words.join(' ')}`);
  if (first === 'list') {
    only(['--challenges']);
    return { command: 'list', root: common.root };
  }
  only(['--once', '--live', '--limit', '--challenges']);
  const [once, live] = [flags.has('--once'), flags.has('--live')];
  if (live && !once) throw new UsageError('--live goes with --once; in the terminal it is the key v.');
  return { command: 'work', slug: first ?? null, once, live, ...common };
}

function sort(args: readonly string[]) {
  const words: string[] = [];
  const flags = new Set<string>();
  const options = new Map<string, string>();
  const rest = [...args];
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    const [name = '', inline] = arg.startsWith('--') && arg.includes('=') ? splitAtEquals(arg) : [arg];
    if (OPTIONS.includes(name)) {
      const value = inline ?? rest.shift();
      if (value === undefined || value === '') throw new UsageError(`Expected a value behind ${name}`);
      options.set(name, value);
    } else if (FLAGS.includes(arg)) flags.add(arg);
    else if (arg.startsWith('-') && arg !== '-') throw new UsageError(`There is no option ${arg}.`);
    else words.push(arg);
  }
  return { words, flags, options };
}

function splitAtEquals(arg: string): [string, string] {
  const place = arg.indexOf('=');
  return [arg.slice(0, place), arg.slice(place + 1)];
}

function readLimit(text: string | undefined): number | null {
  if (text === undefined) return null;
  const seconds = Number(text);
  if (Number.isFinite(seconds) && seconds > 0 && seconds <= 3600) return Math.round(seconds * 1000);
  throw new UsageError(`Expected --limit to be seconds, above 0 and at most 3600, got ${text}`);
}
