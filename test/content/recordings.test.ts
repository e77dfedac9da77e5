import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readRecordingText, recordedFigures } from '../../content/recordings.server.ts';
import { readRecording, RecordingError } from '../../lib/ui/recording/recording.ts';
import { RECIPES } from '../record/recipes.ts';
import { listFiles } from '../repo/files.ts';

const GOOD = {
  figure: 'a',
  recordedAt: '2026-11-21T13:00:00.000Z',
  machine: 'Linux x64',
  steps: ['Start'],
  said: '',
  readings: [['median', '2 ms']],
  tables: [{ head: ['n'], rows: [['1']] }],
  leftOut: 0,
  capture: { format: 'wirelab-capture', version: 1, records: [] },
};

describe('readRecording', () => {
  it('reads what was recorded', () => {
    expect(readRecording(GOOD)).toMatchObject({ figure: 'a', readings: [['median', '2 ms']], records: [] });
  });

  it.each([
    ['machine', 4],
    ['steps', 'Start'],
    ['tables', [1]],
    ['readings', [[1, 2]]],
  ])('refuses a wrong %s, by its name', (field, value) => {
    expect(() => readRecording({ ...GOOD, [field]: value })).toThrow(RecordingError);
    expect(() => readRecording({ ...GOOD, [field]: value })).toThrow(field);
  });
});

describe('the recordings', () => {
  const recorded = recordedFigures();

  it('are one for each recipe', () => {
    expect(recorded).toEqual(RECIPES.map(({ figure }) => figure).sort());
  });

  it('are there for every figure that works with the lab', () => {
    const ids = listFiles('lib')
      .filter((path) => /^lib\/ui\/.*\.tsx$/.test(path))
      .flatMap((path) =>
        [...readFileSync(path, 'utf8').matchAll(/<LiveFigure\b[^>]*?>/gs)].map(([tag]) => ({ path, tag })),
      )
      .filter(({ tag }) => tag.includes('lab={'));
    for (const { path, tag } of ids) {
      const id = /\bid="([a-z-]+)"/.exec(tag)?.[1];
      if (id === undefined) expect(tag, path).toMatch(/\bid=\{/);
      else expect(recorded, path).toContain(id);
    }
  });

  it.each(recorded)('%s says what was done, on what, and what went over the wire', (figure) => {
    const recording = readRecording(JSON.parse(readRecordingText(figure)));
    expect(recording.figure).toBe(figure);
    expect(recording.steps.length).toBeGreaterThan(0);
    expect(recording.machine).toMatch(/Node \d+.*Chromium \d+/);
    expect(recording.records.length).toBeGreaterThan(0);
  });
});
