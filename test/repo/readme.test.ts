import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { VARIABLES } from '../../servers/environment.ts';
import { readText, ROOT } from './files.ts';

interface Manifest {
  scripts: Record<string, string>;
}

const readme = readText('README.md');
const contributing = readText('CONTRIBUTING.md');
const { scripts } = JSON.parse(readText('package.json')) as Manifest;

describe('the README', () => {
  it('has the table of variables that the code reads', () => {
    const rows = VARIABLES.map(({ name, default: byDefault, meaning }) => [
      `\`${name}\``,
      byDefault === '' ? '(none)' : `\`${byDefault}\``,
      meaning,
    ]);
    expect(readTable(readme, '| Variable ')).toEqual(rows);
  });

  it('names only scripts that there are', () => {
    const named = [...`${readme}${contributing}`.matchAll(/npm (?:run )?(?<name>start|test|(?<=run )[a-z]+)\b/g)];
    expect(named.length).toBeGreaterThan(5);
    for (const { groups } of named) expect(Object.keys(scripts)).toContain(groups?.name);
  });
});

describe('the guides', () => {
  it('names every script', () => {
    const missing = Object.keys(scripts).filter(
      (name) => !new RegExp(`npm (?:run )?${name}\\b`).test(readme + contributing),
    );
    expect(missing).toEqual([]);
  });

  it('points only at files that are there', () => {
    const links = [...`${readme}${contributing}`.matchAll(/\]\((?!https?:|#)(?<path>[^)#]+)/g)];
    for (const { groups } of links) expect(existsSync(join(ROOT, groups?.path ?? '')), groups?.path).toBe(true);
  });
});

/** The cells of the Markdown table whose head begins with `head`, without the padding. */
function readTable(text: string, head: string): string[][] {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => line.startsWith(head));
  expect(start, `a table whose head begins with ${head}`).toBeGreaterThanOrEqual(0);
  const end = lines.findIndex((line, index) => index > start && !line.startsWith('|'));
  return lines.slice(start + 2, end).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}
