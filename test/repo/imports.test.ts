import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listSources, readText, ROOT } from './files.ts';
import { REFUSED_IMPORTS, ZONES, type Zone, zoneOf } from './import-table.ts';
import { findImports, type Import, resolveImport } from './imports.ts';

const sources = listSources();
const importsOf = new Map(sources.map((path) => [path, findImports(readText(path))]));

describe('the import table', () => {
  it('covers every source file', () => {
    expect(sources.filter((path) => zoneOf(path) === undefined)).toEqual([]);
  });

  it.each(ZONES.filter((zone) => sources.some((path) => zoneOf(path) === zone)))('holds for $name', (zone) => {
    const offences = sources
      .filter((path) => zoneOf(path) === zone)
      .flatMap((path) => (importsOf.get(path) ?? []).flatMap((found) => offence(path, found) ?? []));
    expect(offences).toEqual([]);
  });

  it('leads every relative import to a file or folder that is there', () => {
    // This file holds imports as text.
    const others = sources.filter((path) => path !== 'test/repo/imports.test.ts');
    const lost = others.flatMap((path) =>
      (importsOf.get(path) ?? [])
        .map(({ specifier }) => ({ specifier, target: resolveImport(path, specifier) }))
        .filter(({ target }) => target.kind === 'ours' && !existsSync(join(ROOT, target.name)))
        .map(({ specifier }) => `${path} imports ${specifier}`),
    );
    expect(lost).toEqual([]);
  });

  it('refuses what it is there to refuse', () => {
    for (const [path, specifier] of REFUSED_IMPORTS) {
      expect(offence(path, { specifier, typeOnly: false }), `${path} imports ${specifier}`).toBeDefined();
    }
    expect(offence('servers/control.ts', { specifier: '../content/claims/x.ts', typeOnly: false })).toBeUndefined();
    expect(offence('lib/transports/socket-io.ts', { specifier: 'socket.io-client', typeOnly: false })).toBeUndefined();
  });
});

describe('what runs in a browser', () => {
  it('reaches neither `*.server.ts` nor `node:*`', () => {
    const clients = sources.filter((path) => /^\s*['"]use client['"]/.test(readText(path)));
    const offences = clients.flatMap((path) => reachedFrom(path).flatMap((chain) => chainOffence(chain) ?? []));
    expect(offences).toEqual([]);
  });
});

describe('the reader of imports', () => {
  it('finds static, dynamic, type, side-effect and re-exporting imports, over several lines as well', () => {
    const text = [
      `import a from 'one';`,
      `import { b, type C } from "two";`,
      `import {\n  d,\n  e,\n} from './three.ts';`,
      `import type { F } from './four.ts';`,
      `import { type G, type H } from './five.ts';`,
      `export { i } from './six.ts';`,
      `export * from './seven.ts';`,
      `import './eight.css';`,
      `const j = await import('./nine.ts');`,
      'const k = await import(`./ten/${name}.mdx`);',
      `// import x from 'not-this';`,
      ` * import y from 'nor-this';`,
      `export const l = 'nor-that';`,
    ].join('\n');
    expect(findImports(text).map(({ specifier, typeOnly }) => (typeOnly ? `type ${specifier}` : specifier))).toEqual([
      'one',
      'two',
      './three.ts',
      'type ./four.ts',
      'type ./five.ts',
      './six.ts',
      './seven.ts',
      './eight.css',
      './nine.ts',
      './ten/',
    ]);
  });

  it('finds every import, whatever stands around it', () => {
    const specifier = fc.stringMatching(/^(?:\.\.?\/)?[a-z][a-z-]{0,8}(?:\/[a-z]{1,5}){0,2}(?:\.ts)?$/);
    const clause = fc.constantFrom('x', '{ x }', '* as x', '{ x, type Y }', 'x, { y }', '{\n  x,\n  y,\n}');
    const noise = fc.constantFrom('', 'const z = 1;', `const q = 'import';`, '// a comment', 'export function f() {}');
    fc.assert(
      fc.property(fc.array(fc.tuple(noise, clause, specifier), { maxLength: 8 }), (parts) => {
        const text = parts.map(([before, names, from]) => `${before}\nimport ${names} from '${from}';`).join('\n');
        expect(findImports(text).map((found) => found.specifier)).toEqual(parts.map(([, , from]) => from));
      }),
    );
  });
});

/** Says what is wrong with an import, where something is. */
function offence(path: string, { specifier, typeOnly }: Import): string | undefined {
  const zone = zoneOf(path);
  if (zone === undefined) return `${path} belongs to no row of the table`;
  const target = resolveImport(path, specifier);
  const allowed =
    target.kind === 'package'
      ? mayImportPackage(zone, target.name)
      : leavesChallenge(path, target.name)
        ? false
        : mayImportOurs(zone, { path: target.name, typeOnly });
  return allowed ? undefined : `${path} imports ${specifier}, which ${zone.name} may not`;
}

function mayImportPackage(zone: Zone, name: string): boolean {
  if (name.startsWith('node:')) return zone.node;
  return 'only' in zone.packages ? zone.packages.only.includes(name) : !zone.packages.not.includes(name);
}

/** A challenge stands alone: what is graded knows nothing of the next folder. */
function leavesChallenge(from: string, target: string): boolean {
  const folder = /^challenges\/\d\d-[a-z-]+\//.exec(from)?.[0];
  return folder !== undefined && !target.startsWith(folder);
}

function mayImportOurs(zone: Zone, { path, typeOnly }: { path: string; typeOnly: boolean }): boolean {
  const patterns = [zone.files, ...zone.ours, ...(typeOnly ? (zone.types ?? []) : [])];
  return patterns.some((pattern) => pattern.test(path));
}

/** Every way from a file over what it imports when it runs, as a list of the files passed. */
function reachedFrom(start: string): string[][] {
  const chains: string[][] = [];
  const seen = new Set<string>();
  const walk = (path: string, before: readonly string[]): void => {
    if (seen.has(path)) return;
    seen.add(path);
    const chain = [...before, path];
    chains.push(chain);
    for (const { specifier, typeOnly } of importsOf.get(path) ?? []) {
      const target = resolveImport(path, specifier);
      if (!typeOnly && target.kind === 'ours') walk(target.name, chain);
      if (!typeOnly && target.name.startsWith('node:')) chains.push([...chain, target.name]);
    }
  };
  walk(start, []);
  return chains;
}

function chainOffence(chain: readonly string[]): string | undefined {
  const last = chain.at(-1) ?? '';
  return /\.server\.tsx?$/.test(last) || last.startsWith('node:') ? chain.join(' → ') : undefined;
}
