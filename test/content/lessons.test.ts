import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../content/catalog.server.ts';
import { OUTLINE } from '../../content/outline.ts';
import { TRANSPORT_IDS } from '../../lib/protocol/index.ts';
import { readRegion } from '../../lib/ui/mdx/code/region.mjs';
import { countWords, readLessonText } from './lesson-text.ts';

const MAX_WORDS = 950;
const CALLOUTS = ['Folklore', 'Heard', 'Note', 'Pitfall'];
/** Words that tell a reader who struggles that they should not. */
const BELITTLING = /\b(simple|simply|simpler|just|easy|easily|easier|obvious|obviously|of course|trivial|trivially)\b/i;
const AMERICAN = /\b(behavior|color|center|canceled|favor|neighbor|analyze|labeled|modeling|defense|license[sd])\b/i;

const lessons = loadCatalog();
const texts = lessons.map((lesson) => ({ ...lesson, text: readLessonText(lesson.folder) }));

describe('the lessons', () => {
  it('are all there', () => {
    expect(lessons.map(({ slug }) => slug)).toEqual(OUTLINE.map(({ slug }) => slug));
  });

  it('teach each transport once, in its order', () => {
    expect(lessons.flatMap(({ transport }) => transport ?? [])).toEqual([...TRANSPORT_IDS]);
  });
});

describe.each(texts)('$folder', ({ number, transport, text }) => {
  const { body, fences, outline, prose, questions } = text;

  it(`has between 300 and ${MAX_WORDS} words of prose`, () => {
    expect(countWords(prose)).toBeGreaterThan(300);
    expect(countWords(prose)).toBeLessThanOrEqual(MAX_WORDS);
  });

  it('calls nothing easy, and spells British', () => {
    const said = [
      prose,
      ...questions.flatMap(({ ask, options }) => [ask, ...options.map((o) => o.label + o.explanation)]),
    ];
    for (const sentence of said.join('\n').split(/(?<=[.?!:])\s/)) {
      expect(sentence).not.toMatch(BELITTLING);
      expect(sentence).not.toMatch(AMERICAN);
    }
  });

  it('begins with the problem, then says what it teaches', () => {
    expect(outline.slice(0, 2)).toEqual(['text', 'Learn']);
  });

  it('measures, warns, recapitulates and asks, in that order', () => {
    const places = ['## Measure it', 'Pitfall', 'Recap', 'Check'].map((part) => outline.lastIndexOf(part));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(outline.at(-1)).toBe('Check');
  });

  it('never puts two callouts in a row', () => {
    const doubled = outline.filter(
      (part, index) => CALLOUTS.includes(part) && CALLOUTS.includes(outline[index - 1] ?? ''),
    );
    expect(doubled).toEqual([]);
  });

  it('asks three to five questions, each with one right answer and a reason for every answer', () => {
    expect(questions.length).toBeGreaterThanOrEqual(3);
    expect(questions.length).toBeLessThanOrEqual(5);
    expect(body.match(/<Question\b/g)?.length).toBe(questions.length);
    expect(body.match(/<Option\b/g)?.length).toBe(questions.flatMap(({ options }) => options).length);
    for (const { ask, options } of questions) {
      expect(options.length, ask).toBeGreaterThanOrEqual(3);
      expect(options.length, ask).toBeLessThanOrEqual(4);
      expect(options.filter(({ right }) => right).length, ask).toBe(1);
      expect(new Set(options.map(({ label }) => label)).size, ask).toBe(options.length);
      for (const { label, explanation } of options) expect(countWords(explanation), label).toBeGreaterThanOrEqual(5);
    }
  });

  it('does not give the right answer away by its place', () => {
    const places = questions.map(({ options }) => options.findIndex(({ right }) => right));
    expect(new Set(places).size).toBeGreaterThan(1);
  });

  it('shows a live lane and both ends of the transport, where it teaches one', () => {
    const lanes = [...body.matchAll(/<LiveLane transport="([a-z-]+)" \/>/g)].map((match) => match[1]);
    if (transport === undefined) return expect(lanes.length).toBeLessThanOrEqual(1);
    expect(lanes).toEqual([transport]);
    const files = fences.map(({ file }) => file ?? '');
    expect(files.some((file) => file.startsWith(`servers/${transport}`))).toBe(true);
    expect(files.some((file) => file.startsWith(`lib/transports/${transport}`))).toBe(true);
  });

  it('shows code that is there, and leaves the fence empty', () => {
    for (const { file, region, body: code } of fences) {
      if (file === undefined) continue;
      expect(existsSync(file), file).toBe(true);
      expect(code).toBe('');
      const shown = readRegion(readFileSync(file, 'utf8'), { file, region: region ?? '' });
      expect(shown.split('\n').length, `${file} ${region ?? ''}`).toBeLessThanOrEqual(60);
    }
  });

  it('links to earlier lessons only', () => {
    const later = OUTLINE.slice(number).map(({ slug }) => `/lessons/${slug}`);
    expect(later.filter((address) => body.includes(`(${address}`))).toEqual([]);
  });
});
