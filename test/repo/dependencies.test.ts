import { describe, expect, it } from 'vitest';
import { listSources, readText } from './files.ts';
import { findImports, resolveImport } from './imports.ts';

interface Manifest {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
}

interface LockedPackage {
  optionalDependencies?: Record<string, string>;
}

const { dependencies, devDependencies } = JSON.parse(readText('package.json')) as Manifest;
const all = { ...dependencies, ...devDependencies };

describe('the dependencies', () => {
  it('are pinned to one version each', () => {
    expect(Object.entries(all).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });

  it('are each listed in CONTRIBUTING with the reason for it, and nothing else is', () => {
    const section =
      /## Dependencies\n(?<rows>[\s\S]*?)(?:\n## |$)/.exec(readText('CONTRIBUTING.md'))?.groups?.rows ?? '';
    const rows = [...section.matchAll(/^\| `(?<name>[^`]+)` +\| (?<why>[^|]+) \|$/gm)];
    const reasons = new Map(rows.map(({ groups }) => [groups?.name ?? '', groups?.why?.trim() ?? '']));
    expect([...reasons.keys()].toSorted()).toEqual(Object.keys(all).toSorted());
    for (const [name, why] of reasons) expect(why.length, `the reason for ${name}`).toBeGreaterThan(10);
  });

  it('include every package that a source imports', () => {
    const imported = new Set(
      listSources()
        .filter((path) => path !== 'test/repo/imports.test.ts')
        .flatMap((path) => findImports(readText(path)).map(({ specifier }) => resolveImport(path, specifier)))
        .filter(({ kind, name }) => kind === 'package' && !/^(?:node:|#)/.test(name))
        .map(({ name }) => name),
    );
    expect([...imported].filter((name) => !(name in all) && !(`@types/${name}` in all))).toEqual([]);
  });

  it('are whole in the lock file, with the builds for every platform', () => {
    // npm writes a lock file that \`npm ci\` refuses when a registry lacks one of them.
    const { packages } = JSON.parse(readText('package-lock.json')) as { packages: Record<string, LockedPackage> };
    const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies)
        .filter((name) => !(`${path}/node_modules/${name}` in packages) && !(`node_modules/${name}` in packages))
        .map((name) => `${path} lacks ${name}`),
    );
    expect(missing).toEqual([]);
  });

  it('come from wherever npm is told to: the lock file names no host', () => {
    expect(readText('package-lock.json')).not.toContain('"resolved": "http');
  });
});
