import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CatalogError, loadCatalog } from '../../content/catalog.server.ts';
import { OUTLINE } from '../../content/outline.ts';
import { parseFenceInfo } from '../../lib/ui/mdx/code/fence.mjs';
import { readRegion } from '../../lib/ui/mdx/code/region.mjs';

const LESSON = "---\ntitle: T\nsummary: S\nminutes: 1\nsources: [{ title: a, href: 'https://example.com/' }]\n---\n";
const outline = [
  { number: 1, slug: 'one', part: 'wire', requires: [] },
  { number: 2, slug: 'two', part: 'wire', requires: ['one'] },
] as const;

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wirelab-catalog-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, text = LESSON): void {
  mkdirSync(join(folder, name));
  writeFileSync(join(folder, name, 'lesson.mdx'), text);
}

describe('loadCatalog', () => {
  it('gives the lessons in the order of the outline, with their numbers', () => {
    write('02-two');
    write('01-one');
    expect(loadCatalog({ folder, outline })).toMatchObject([
      { slug: 'one', number: 1, folder: '01-one', title: 'T', requires: [] },
      { slug: 'two', number: 2, folder: '02-two', requires: ['one'] },
    ]);
  });

  it('refuses a lesson that is missing, naming its file', () => {
    write('01-one');
    expect(() => loadCatalog({ folder, outline })).toThrow(/02-two\/lesson\.mdx: .*cannot be read/);
  });

  it('refuses a folder that the outline does not know', () => {
    write('01-one');
    write('02-two');
    write('03-three');
    expect(() => loadCatalog({ folder, outline })).toThrow(/03-three: The outline has no lesson/);
  });

  it('refuses front matter that does not hold, naming the file and the field', () => {
    write('01-one');
    write('02-two', LESSON.replace('minutes: 1', 'minutes: soon'));
    const load = () => loadCatalog({ folder, outline });
    expect(load).toThrow(CatalogError);
    expect(load).toThrow(/02-two\/lesson\.mdx: minutes: /);
  });

  it('refuses a lesson that requires a later one', () => {
    write('01-one');
    write('02-two');
    const turned = [{ ...outline[0], requires: ['two'] }, outline[1]];
    expect(() => loadCatalog({ folder, outline: turned })).toThrow(/requires two, which does not come before/);
  });
});

describe('the lessons', () => {
  const lessons = loadCatalog();

  it('are all of the outline', () => {
    expect(lessons.map(({ slug }) => slug)).toEqual(OUTLINE.map(({ slug }) => slug));
  });

  it.each(lessons.map(({ folder: name }) => name))('%s shows code that exists', (name) => {
    const text = readFileSync(join('content', 'lessons', name, 'lesson.mdx'), 'utf8');
    const infos = [...text.matchAll(/^\s*```[a-z]+[ \t]+(\S.*)$/gm)].map(([, meta = '']) => parseFenceInfo(meta));
    const shown = infos.flatMap(({ file, region }) => (file === undefined ? [] : [readShown(file, region)]));
    expect(shown).not.toContain('');
  });
});

function readShown(file: string, region: string | undefined): string {
  const source = readFileSync(file, 'utf8');
  return region === undefined ? source : readRegion(source, { file, region });
}
