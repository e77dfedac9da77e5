import { transform } from 'sucrase';
import type { GradeError } from '../verdict.ts';
import { realSetTimeout } from './platform.ts';

/** A file that is no TypeScript, or could not be evaluated; carries what the verdict says of it. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
  readonly verdict: GradeError;

  constructor(verdict: GradeError) {
    super(verdict.message);
    this.verdict = verdict;
  }
}

/** The exports of a module. */
export type ModuleExports = Record<string, unknown>;

/** Gives the module behind a specifier, or throws. */
export type Require = (specifier: string) => unknown;

/** A file whose types are stripped; `run` evaluates it and gives its exports. */
export interface Compiled {
  code: string;
  run(require: Require): Promise<ModuleExports>;
}

type Factory = (require: Require, exports: ModuleExports) => Promise<void>;

/** Evaluates outside of every scope of ours. */
// oxlint-disable-next-line no-eval -- the sandbox is there to evaluate; its policy alone allows it
const evaluate = globalThis.eval as (code: string) => unknown;

/**
 * Strips the types of a file and makes its imports calls of `require`. Lines stay what they are, so that a stack names
 * the line that was written.
 *
 * @throws {SourceError} where it cannot be parsed
 */
export async function compile(source: string, file: string): Promise<Compiled> {
  const code = stripTypes(source, file);
  const wrapped = `(async function (require, exports) {${code}\n})\n//# sourceURL=${file}`;
  let factory: Factory;
  try {
    factory = evaluate(wrapped) as Factory;
  } catch (error) {
    throw new SourceError(await describeRejected(error, { wrapped, source, file }));
  }
  return {
    code,
    run: async (require) => {
      const exports: ModuleExports = {};
      await factory(require, exports);
      return exports;
    },
  };
}

/** A line of a text, counted from 1. */
export function lineOf(source: string, line: number): string | undefined {
  return source.split('\n')[line - 1]?.replace(/\r$/, '');
}

function stripTypes(source: string, file: string): string {
  try {
    return transform(source, {
      transforms: ['typescript', 'imports'],
      // What the browser understands stays as it is: classes keep the meaning of their fields.
      disableESTransforms: true,
      production: true,
      filePath: file,
    }).code;
  } catch (error) {
    const { message, loc } = error as Error & { loc?: { line: number; column: number } };
    const reason = message.replace(`Error transforming ${file}: `, '').replace(/ \(\d+:\d+\)$/, '');
    if (!loc) throw new SourceError({ code: 'syntax', message: `${file}: ${reason}` });
    throw new SourceError(syntaxError(reason, { source, file, line: loc.line, column: loc.column }));
  }
}

/**
 * Where the parser that strips types is content and the browser's is not: a name declared twice, say. The browser tells
 * the place of such an error to no `catch`, but to the `error` event of a script; a timer that is given a text is one.
 */
async function describeRejected(
  error: unknown,
  { wrapped, source, file }: { wrapped: string; source: string; file: string },
): Promise<GradeError> {
  const reason = error instanceof Error ? error.message : String(error);
  const place = await new Promise<{ line: number; column: number } | undefined>((found) => {
    const listen = (event: ErrorEvent): void => {
      event.preventDefault();
      event.stopImmediatePropagation();
      found({ line: event.lineno, column: event.colno });
    };
    globalThis.addEventListener('error', listen as EventListener, { capture: true, once: true });
    realSetTimeout(wrapped);
    realSetTimeout(() => {
      globalThis.removeEventListener('error', listen as EventListener, { capture: true });
      found(undefined);
    });
  });
  if (!place || place.line < 1) return { code: 'syntax', message: `${file}: ${reason}` };
  // What stripping took from a line moves its columns; a line that it left alone keeps them.
  const { line } = place;
  const unchanged = line > 1 && lineOf(source, line) === lineOf(wrapped, line);
  return syntaxError(reason, { source, file, line, ...(unchanged ? { column: place.column } : {}) });
}

interface Place {
  source: string;
  file: string;
  line: number;
  column?: number;
}

function syntaxError(reason: string, { source, file, line, column }: Place): GradeError {
  const text = lineOf(source, line);
  return {
    code: 'syntax',
    message: `${file}, line ${line}: ${reason}`,
    line,
    ...(column === undefined ? {} : { column }),
    ...(text === undefined ? {} : { text }),
  };
}
