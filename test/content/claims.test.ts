import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CLAIM_TOPICS } from '../../content/claims/claim.ts';
import { isWithin } from '../../content/claims/judge.ts';
import { CLAIMS_FOLDER, claimIds, hasLabPart, loadClaim, readMeasured } from '../../content/claims/registry.ts';
import { OUTLINE } from '../../content/outline.ts';
import { loadCatalog } from '../../content/catalog.server.ts';
import { countWords } from './lesson-text.ts';

/** What is commonly told wrong about this field, and has to be told right. */
const FOLKLORE = [
  'event-source-gives-up',
  'header-bytes',
  'http-reuses-connection',
  'http2-stream-limit',
  'message-pack-size',
  'sticky-sessions',
  'websocket-limit',
];

const ids = claimIds();
const claims = await Promise.all(ids.map(loadClaim));
const folders = new Map(loadCatalog().map(({ slug, folder }) => [slug, folder]));

describe('the claims', () => {
  it('are sixty or more', () => {
    expect(ids.length).toBeGreaterThanOrEqual(60);
  });

  it('correct what is commonly told wrong', () => {
    const told = claims.filter(({ heard }) => heard !== undefined).map(({ id }) => id);
    expect(FOLKLORE.filter((id) => !told.includes(id))).toEqual([]);
  });

  it('say something different each', () => {
    const statements = claims.map(({ statement }) => statement);
    expect(statements.filter((statement, index) => statements.indexOf(statement) !== index)).toEqual([]);
  });
});

describe.each(claims.map((claim, index) => ({ folder: ids[index] ?? '', claim })))('$folder', ({ folder, claim }) => {
  const { id, topic, lesson, heard, statement, why, sources, place, how, refutedBy, unit, digits = 0, holds } = claim;

  it('has the name of its folder, in kebab-case', () => {
    expect(id).toBe(folder);
    expect(id).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
  });

  it('says what is so, why, how it is measured and what would refute it', () => {
    expect(CLAIM_TOPICS).toContain(topic);
    expect(countWords(statement), 'statement').toBeGreaterThanOrEqual(4);
    expect(statement, 'a value follows the statement, so it does not end in a full stop').not.toMatch(/[.:]$/);
    for (const [name, text] of Object.entries({ why, how, refutedBy, ...(heard === undefined ? {} : { heard }) })) {
      expect(countWords(text), name).toBeGreaterThanOrEqual(4);
      expect(text, name).toMatch(/[.?]$/);
    }
    expect(unit).toBe(unit.trim());
    expect(digits).toBeGreaterThanOrEqual(0);
  });

  it('names where it is specified or documented', () => {
    expect(sources.length).toBeGreaterThanOrEqual(1);
    for (const { title, href } of sources) {
      expect(title).toMatch(/\S/);
      expect(new URL(href).protocol).toBe('https:');
    }
  });

  it('can be refuted: some value is outside of what it says', () => {
    const { min, max } = holds;
    expect(min !== undefined || max !== undefined).toBe(true);
    expect(min ?? -Infinity).toBeLessThanOrEqual(max ?? Infinity);
  });

  it('has what measures it in its place', () => {
    expect(existsSync(join(CLAIMS_FOLDER, folder, 'browser.ts'))).toBe(place === 'browser');
    if (place === 'lab') expect(hasLabPart(folder)).toBe(true);
  });

  it('was measured three times or more, and held', () => {
    const { values = [], at = '', machine = '' } = readMeasured(folder) ?? {};
    expect(values.length, `npm run claims -- ${folder} --write`).toBeGreaterThanOrEqual(3);
    expect(values.filter((value) => !isWithin(claim, value))).toEqual([]);
    expect(new Date(at).toISOString()).toBe(at);
    expect(machine).toMatch(place === 'browser' ? /, Chromium \d/ : /, Node \d/);
  });

  it('is told by its lesson', () => {
    expect(OUTLINE.map(({ slug }) => slug)).toContain(lesson);
    const text = readFileSync(join('content', 'lessons', folders.get(lesson) ?? '', 'lesson.mdx'), 'utf8');
    expect(text, `content/lessons/…/lesson.mdx`).toMatch(new RegExp(`<(?:Claim|Folklore) id="${id}"`));
    if (text.includes(`<Folklore id="${id}"`)) expect(heard, 'what is told as folklore was heard').toBeDefined();
  });
});
