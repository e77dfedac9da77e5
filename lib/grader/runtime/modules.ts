import * as fastCheck from 'fast-check';
import type { ModuleExports, Require } from './compile.ts';

/** What a grade imports is there, or says so. */
export class MissingModuleError extends Error {
  override readonly name = 'MissingModuleError';
}

/** The modules that a grade may import, besides those of its challenge. */
export function requireForGrade(modules: { vitest: object; answer: unknown; others: ModuleExports }): Require {
  const known: ModuleExports = {
    ...others(modules.others),
    vitest: modules.vitest,
    'fast-check': { __esModule: true, ...fastCheck, default: fastCheck.default },
    '#answer': modules.answer,
  };
  return (specifier) => {
    if (Object.hasOwn(known, specifier)) return known[specifier];
    throw new MissingModuleError(`A grade may import ${Object.keys(known).join(', ')}; this one imports ${specifier}`);
  };
}

/** The modules that an answer may import: none, or React where the challenge is about it. */
export function requireForAnswer(modules: ModuleExports): Require {
  const known = others(modules);
  return (specifier) => {
    if (Object.hasOwn(known, specifier)) return known[specifier];
    const names = Object.keys(known);
    const allowed = names.length === 0 ? 'stands alone and imports nothing' : `may import ${names.join(', ')}`;
    throw new MissingModuleError(`The answer imports '${specifier}', which is not here: an answer ${allowed}`);
  };
}

/** Modules of a bundler as those of a compiled file: with a default. */
function others(modules: ModuleExports): ModuleExports {
  return Object.fromEntries(
    Object.entries(modules).map(([name, module]) => [
      name,
      { __esModule: true, default: module, ...(module as object) },
    ]),
  );
}

/**
 * An answer that can be called, constructed, extended and read to any depth, and does nothing: with it, the grade lists
 * its tests before the true answer has run.
 */
export function createProbe(): unknown {
  const target = function probe(): void {};
  const probe: unknown = new Proxy(target, {
    get: (_, key) => {
      if (key === 'prototype') return target.prototype as unknown;
      if (key === 'then' || key === '__esModule') return undefined;
      if (key === Symbol.toPrimitive) return () => '';
      return probe;
    },
    apply: () => probe,
    construct: () => probe as object,
  });
  return probe;
}

/** The names that a compiled grade reads of `#answer`. */
export function namesOfAnswer(code: string): string[] {
  const variable = /\b(?<name>[\w$]+) = require\('#answer'\)/.exec(code)?.groups?.name;
  if (variable === undefined) return [];
  const uses = code.matchAll(
    new RegExp(`(?<![\\w$.])${variable.replaceAll('$', String.raw`\$`)}\\.(?<name>[\\w$]+)`, 'g'),
  );
  return [...new Set([...uses].map(({ groups }) => groups?.name ?? ''))];
}
