import os from 'node:os';
import type { Browser, Locator, Page } from '@playwright/test';
import { decodeSessionInfo, type SessionInfo } from '../../lib/protocol/index.ts';
import type { RecordedTable } from '../../lib/ui/recording/recording.ts';
import { type CaptureRecord, decodeCapture, encodeCapture } from '../../lib/wire/capture.ts';
import { type Recipe, stageOf } from './recipe.ts';

/** How much of a capture is kept, in bytes of its file: enough for a look, and not a weight for the project. */
const MAX_CAPTURE_BYTES = 60_000;
/** A single record that is larger is left out: bulk that nobody reads, in place of everything after it. */
const MAX_RECORD_BYTES = 20_000;

/** How long the telemetry may be silent before the capture counts as read, in milliseconds. */
const QUIET_MS = 700;

/** How long it is read at most, in milliseconds: what streams is never silent. */
const READ_MS = 4_000;

/** Uses a figure as its recipe says. @returns the text of its file */
export async function recordFigure(recipe: Recipe, at: { browser: Browser; site: string }): Promise<string> {
  const context = await at.browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB' });
  const page = await context.newPage();
  try {
    const sessions = followSessions(page);
    // tsx marks functions with their names, also those that are handed to the page.
    await page.addInitScript('globalThis.__name = (named) => named');
    await page.goto(`${at.site}/lessons/${recipe.lesson}`);
    await recipe.before?.(page);
    const figure = page.locator(`figure[data-figure="${recipe.figure}"]`);
    // What stands there is replaced when its script has come, so it is not waited for here.
    await figure.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    const { stage, steps } = stageOf(page, figure);
    await recipe.act(stage);
    const session = (await Promise.all(sessions)).at(-1);
    const records = session === undefined ? [] : await readCapture(session);
    const kept = withinLimit(records.filter(isReadable));
    const { tables, readings, said } = await readFigure(figure);
    const recording = {
      figure: recipe.figure,
      recordedAt: new Date().toISOString(),
      machine: `${os.type()} ${os.arch()}, Node ${process.versions.node}, Chromium ${at.browser.version()}`,
      steps,
      said,
      readings,
      tables,
      leftOut: records.length - kept.length,
    };
    const capture = encodeCapture({ records: kept }).trim();
    return `${JSON.stringify(recording).slice(0, -1)},"capture":${capture}}\n`;
  } finally {
    await context.close();
  }
}

/** The sessions that a page opens, in order. */
function followSessions(page: Page): Promise<SessionInfo>[] {
  const sessions: Promise<SessionInfo>[] = [];
  page.on('response', (response) => {
    const isOpening = response.request().method() === 'POST' && new URL(response.url()).pathname === '/sessions';
    if (isOpening && response.status() === 201) sessions.push(response.json().then(decodeSessionInfo));
  });
  return sessions;
}

/** What a session has captured so far, from its telemetry. */
async function readCapture({ id, control }: SessionInfo): Promise<readonly CaptureRecord[]> {
  const leaving = new AbortController();
  const answer = await fetch(`${control}/sessions/${id}/telemetry?wire=1`, { signal: leaving.signal });
  const found: unknown[] = [];
  const end = setTimeout(() => leaving.abort(), READ_MS);
  let quiet = setTimeout(() => leaving.abort(), QUIET_MS);
  let text = '';
  try {
    for await (const part of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += part;
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        const event = /^event: (wire|connection)$/m.exec(block);
        const data = /^data: (.*)$/m.exec(block)?.[1];
        if (event === null || data === undefined) continue;
        found.push(JSON.parse(data));
        clearTimeout(quiet);
        quiet = setTimeout(() => leaving.abort(), QUIET_MS);
      }
    }
  } catch (error) {
    if (!leaving.signal.aborted) throw error;
  } finally {
    clearTimeout(quiet);
    clearTimeout(end);
  }
  return decodeCapture({ format: 'wirelab-capture', version: 1, records: found }).records;
}

/** Whether a record is small enough to be read by somebody. */
function isReadable(record: CaptureRecord): boolean {
  return JSON.stringify(record).length <= MAX_RECORD_BYTES;
}

/** The first of them, as many as the limit takes. */
function withinLimit(records: readonly CaptureRecord[]): CaptureRecord[] {
  let bytes = 0;
  const last = records.findIndex((record) => (bytes += JSON.stringify(record).length) > MAX_CAPTURE_BYTES);
  return last === -1 ? [...records] : records.slice(0, last);
}

/** What a figure shows: its status line, its tables, its named numbers; not those that mean nothing once they stand. */
async function readFigure(
  figure: Locator,
): Promise<{ said: string; readings: [string, string][]; tables: RecordedTable[] }> {
  return figure.evaluate((element) => {
    const textOf = (node: Element | null): string => (node?.textContent ?? '').replace(/\s+/g, ' ').trim();
    const readings = [...element.querySelectorAll('dl:not([data-live-only]) dt')].map((term): [string, string] => [
      textOf(term),
      textOf(term.nextElementSibling),
    ]);
    const tables = [...element.querySelectorAll('table')].map((table) => {
      const rows = [...table.querySelectorAll('tr')].map((row) => [...row.children].map(textOf));
      const hasHead = table.querySelector('thead') !== null;
      return { head: hasHead ? (rows[0] ?? []) : [], rows: (hasHead ? rows.slice(1) : rows).slice(0, 40) };
    });
    return { said: textOf(element.querySelector('[role="status"]')), readings: readings.slice(0, 24), tables };
  });
}
