import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseAst, type Vite } from 'vitest/node';
import { type GradeRequest, LACKS } from './grading-messages.ts';

/** Where the answer lies for Vite. It is nowhere on the disk, so that nothing that lies beside the real one has a say. */
const FOLDER = resolve(import.meta.dirname, '.grading').replaceAll('\\', '/');

/** An answer that is graded, and the names that it has for Vite. */
export interface Subject {
  request: GradeRequest;
  answerId: string;
  /** What `#answer` leads to: the names that the grade imports, each of them looked for. */
  doorId: string;
}

/**
 * Names an answer. A process that grades several asks for the modules that it does not have yet, by their names; so each
 * answer gets names of its own there.
 */
export function nameSubject(request: GradeRequest, number: number): Subject {
  const folder = `${FOLDER}/${request.reuse ? number : 0}`;
  return { request, answerId: `${folder}/answer.ts`, doorId: `${folder}/door.ts` };
}

/** What an answer and a grade import. It is found here, wherever they lie. */
const PACKAGES = /^(?:react|react-dom|vitest|fast-check)(?:\/|$)/;

/** Puts the answer that is graded in the place of `#answer`. */
export function createGradingPlugin(current: () => Subject | null): Vite.Plugin {
  return {
    name: 'wirelab:answer',
    enforce: 'pre',
    resolveId(id, importer) {
      if (PACKAGES.test(id)) return { id: fileURLToPath(import.meta.resolve(id)), external: true };
      const subject = current();
      if (subject === null) return undefined;
      const { answerId, doorId, request } = subject;
      if (id === '#answer') return doorId;
      if (id === answerId || id === doorId) return id;
      return importer === answerId && id.startsWith('.') ? resolve(dirname(request.answerPath), id) : undefined;
    },
    load(id) {
      const subject = current();
      if (subject === null) return undefined;
      const { answerId, doorId, request } = subject;
      if (id === answerId) return request.answerText;
      if (id !== doorId) return undefined;
      return writeDoor(answerId, importedNames(readFileSync(join(request.folder, request.grade), 'utf8')));
    },
  };
}

function writeDoor(answerId: string, names: readonly string[]): string {
  const answer = JSON.stringify(answerId);
  const check = [
    `const lacking = ${JSON.stringify(names)}.filter((name) => !(name in answer));`,
    `if (lacking.length > 0) throw new Error(${JSON.stringify(`${LACKS} `)} + lacking.join(', '));`,
  ];
  return [`import * as answer\nfrom ${answer};`, ...check, `export { ${names.join(', ')} }\nfrom ${answer};`].join(
    '\n',
  );
}

/** The names that a grade imports from `#answer`, without the types. */
function importedNames(text: string): string[] {
  return parseAst(text, { lang: 'ts' }).body.flatMap((node) => {
    if (node.type !== 'ImportDeclaration' || node.source.value !== '#answer' || node.importKind === 'type') return [];
    return node.specifiers.flatMap((specifier) =>
      specifier.type === 'ImportSpecifier' &&
      specifier.importKind !== 'type' &&
      specifier.imported.type === 'Identifier'
        ? [specifier.imported.name]
        : [],
    );
  });
}

/** Whether a text is TypeScript, and where not. */
export function checkSyntax(text: string): { message: string; offset: number | null } | null {
  try {
    parseAst(text, { lang: 'ts' });
    return null;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const offset = error instanceof Error && 'pos' in error && typeof error.pos === 'number' ? error.pos : null;
    return { message, offset };
  }
}
