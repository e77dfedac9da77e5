import { posix } from 'node:path';

/** One import, re-export or `import()` in a source file. */
export interface Import {
  /** As written; a template with a variable part ends where that begins. */
  specifier: string;
  /** Only types: nothing of it is there when the program runs. */
  typeOnly: boolean;
}

/** Each form of a static import, at the start of a line, over several lines or on one. */
const STATEMENTS = [
  /^[ \t]*import\s+(?<clause>[\w$*{}\s,]+?)\s*\bfrom\s*['"](?<specifier>[^'"\n]+)['"]/gm,
  /^[ \t]*export\s+(?<clause>(?:type\s+)?(?:\*(?:\s+as\s+[\w$]+)?|\{[^}]*\}))\s*from\s*['"](?<specifier>[^'"\n]+)['"]/gm,
  /^[ \t]*import\s*['"](?<specifier>[^'"\n]+)['"]/gm,
];

/** `import('x')`, a template included, and `require('x')`. */
const CALL = /\b(?:import|require)\s*\(\s*(?:\/\*[^*]*\*\/\s*)?['"`](?<specifier>[^'"`$\n]+)/g;

/**
 * Finds the imports of a source text, in no particular order. It reads lines and not a syntax tree, which is enough for
 * formatted code: an import inside a string is taken for one.
 */
export function findImports(text: string): Import[] {
  const code = text.replace(/^[ \t]*(?:\/\/|\*|\/\*).*$/gm, '');
  return [...STATEMENTS, CALL].flatMap((pattern) =>
    [...code.matchAll(pattern)].map(({ groups }) => ({
      specifier: groups?.specifier ?? '',
      typeOnly: isTypeOnly(groups?.clause ?? ''),
    })),
  );
}

/** Where an import leads: to a file of ours, from the root, or to a package or a module of Node. */
export function resolveImport(from: string, specifier: string): { kind: 'ours' | 'package'; name: string } {
  if (!specifier.startsWith('.')) return { kind: 'package', name: packageName(specifier) };
  return { kind: 'ours', name: posix.normalize(posix.join(posix.dirname(from), specifier)) };
}

/** `@scope/name` or `name` of a specifier; `node:fs` stays as it is. */
function packageName(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier;
  const [first = '', second = ''] = specifier.split('/');
  return first.startsWith('@') ? `${first}/${second}` : first;
}

/** `import type …`, or every name in the braces has its own `type`. */
function isTypeOnly(clause: string): boolean {
  if (/^\s*type\b/.test(clause)) return true;
  const names = /^\s*\{(?<list>[^}]*)\}\s*$/.exec(clause)?.groups?.list;
  if (names === undefined) return false;
  const parts = names.split(',').flatMap((name) => name.trim() || []);
  return parts.length > 0 && parts.every((name) => name.startsWith('type '));
}
