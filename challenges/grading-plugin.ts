import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseAst, type Vite } from 'vitest/node';
import { type GradeRequest, LACKS } from './grading-messages.ts';

/** The answer's name for Vite. It is nowhere on the disk, so that nothing that lies beside the real one has a say. */
export const ANSWER_ID = resolve(import.meta.dirname, '.grading', 'answer.ts').replaceAll('\\', '/');
/** What `#answer` leads to: the names that the grade imports, each of them looked for. */
export const DOOR_ID = resolve(import.meta.dirname, '.grading', 'door.ts').replaceAll('\\', '/');

/** What an answer and a grade import. It is found here, wherever they lie. */
const PACKAGES = /^(?:react|react-dom|vitest|fast-check)(?:\/|$)/;

/** Puts the answer that is graded in the place of `#answer`. */
export function createGradingPlugin(current: () => GradeRequest | null): Vite.Plugin {
  return {
    name: 'wirelab:answer',
    enforce: 'pre',
    resolveId(id, importer) {
      if (id === '#answer') return DOOR_ID;
      if (id === ANSWER_ID || id === DOOR_ID) return id;
      if (PACKAGES.test(id)) return { id: fileURLToPath(import.meta.resolve(id)), external: true };
      const request = current();
      const isBeside = importer === ANSWER_ID && request !== null && id.startsWith('.');
      return isBeside ? resolve(dirname(request.answerPath), id) : undefined;
    },
    load(id) {
      const request = current();
      if (request === null) return undefined;
      if (id === ANSWER_ID) return request.answerText;
      if (id === DOOR_ID) return writeDoor(importedNames(readFileSync(join(request.folder, request.grade), 'utf8')));
      return undefined;
    },
  };
}

function writeDoor(names: readonly string[]): string {
  const answer = JSON.stringify(ANSWER_ID);
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
  return parseAst(text, { lang: 'tsx' }).body.flatMap((node) => {
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
