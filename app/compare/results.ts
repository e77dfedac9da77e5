import type { TransportId } from '../../lib/protocol/index.ts';
import { type Fact, FACTS, readFact } from '../../lib/ui/lane/facts.ts';
import { formatElapsed, formatMs } from '../../lib/ui/lane/format.ts';
import type { LaneNumbers } from '../../lib/ui/lane/lane-session.ts';
import type { Setup } from './setup.ts';

/** Numbers are worth little without what they were measured under. */
export interface Conditions {
  takenAt: string;
  wirelabVersion: string;
  topic: string;
  ratePerSecond: number;
  payloadBytes: number;
  /** Events that come at once every five seconds; 0 where they come evenly. */
  burst: number;
  pollIntervalMs: number;
  longPollHoldMs: number;
  /** The lanes that began anew after a loss, without their position, parted by spaces; empty where all resumed. */
  withoutResume: string;
  /** `session`: bytes were counted at edges of this tab's own. `plain`: the lanes ran over the common servers. */
  over: 'session' | 'plain';
  durationSeconds: number;
  /** How far the server's clock was ahead of the browser's, and how wrong that can be; `null` where it is not known. */
  clockOffsetMs: number | null;
  clockErrorMs: number | null;
  browser: string;
}

/** The measured facts of every lane, with their conditions. */
export interface Results {
  conditions: Conditions;
  lanes: LaneResult[];
}

/** The facts of one lane; `null` where a number is not known. */
export type LaneResult = { transport: TransportId; state: string } & Record<string, string | number | null>;

/** What {@link takeResults} needs to know. */
export interface Taken {
  setup: Setup;
  lanes: readonly LaneNumbers[];
  over: Conditions['over'];
  elapsedMs: number;
  takenAt: Date;
  version: string;
  browser: string;
  offset: { offsetMs: number; errorMs: number } | undefined;
}

/** Puts the facts of all lanes together with the conditions under which they were measured. */
export function takeResults({ setup, lanes, over, elapsedMs, takenAt, version, browser, offset }: Taken): Results {
  return {
    conditions: {
      takenAt: takenAt.toISOString(),
      wirelabVersion: version,
      topic: setup.topic,
      ratePerSecond: setup.burst > 0 ? 0 : setup.ratePerSecond,
      payloadBytes: setup.payloadBytes,
      burst: setup.burst,
      pollIntervalMs: setup.intervalMs,
      longPollHoldMs: setup.waitMs,
      withoutResume: setup.noResume.join(' '),
      over,
      durationSeconds: Math.round(elapsedMs / 100) / 10,
      clockOffsetMs: offset ? round(offset.offsetMs) : null,
      clockErrorMs: offset ? round(offset.errorMs) : null,
      browser,
    },
    lanes: lanes.map((numbers) => ({
      transport: numbers.transport,
      state: numbers.state.name,
      ...Object.fromEntries(FACTS.map((fact: Fact) => [keyOf(fact), valueOf(fact, numbers)])),
    })),
  };
}

/** The results as a Markdown table, its conditions below. */
export function toMarkdown({ conditions }: Results, lanes: readonly LaneNumbers[]): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const facts: readonly Fact[] = FACTS;
  const lines = [
    row(['', ...lanes.map(({ transport }) => transport)]),
    row(['---', ...lanes.map(() => '---:')]),
    row(['state', ...lanes.map(({ state }) => state.name)]),
    ...facts.map((fact) => row([labelOf(fact), ...lanes.map((numbers) => readFact(fact, numbers))])),
  ];
  const { clockOffsetMs, clockErrorMs } = conditions;
  const clock =
    clockOffsetMs === null || clockErrorMs === null
      ? 'clock offset not known'
      : `clock offset ${formatMs(clockOffsetMs)} ms ± ${formatMs(clockErrorMs)} ms`;
  const pace = conditions.burst > 0 ? `${conditions.burst} events at once every 5 s` : `${conditions.ratePerSecond}/s`;
  return [
    ...lines,
    '',
    `Measured for ${formatElapsed(conditions.durationSeconds * 1_000)} until ${conditions.takenAt} with Wirelab ${conditions.wirelabVersion}:`,
    `${pace}, ${conditions.payloadBytes} B payload, poll interval ${conditions.pollIntervalMs} ms, long-poll hold ${conditions.longPollHoldMs} ms; ${clock}.`,
    ...(conditions.withoutResume === '' ? [] : [`Without resume after a loss: ${conditions.withoutResume}.`]),
    conditions.over === 'session'
      ? 'Bytes are those of TCP streams at the edge, on the side of the client.'
      : 'Without a session: bytes were not counted.',
    `Browser: ${conditions.browser}`,
    '',
  ].join('\n');
}

/** The results as CSV, a row per lane; the conditions are repeated in every row. @see RFC 4180 */
export function toCsv({ conditions, lanes }: Results): string {
  const rows = lanes.map((lane) => ({ ...lane, ...conditions }));
  const header = Object.keys(rows[0] ?? conditions);
  const lines = rows.map((row) => Object.values(row).map((value) => csvField(value)));
  return [header.map(csvField), ...lines].map((fields) => `${fields.join(',')}\r\n`).join('');
}

/** The results as indented JSON. */
export const toJson = (results: Results): string => `${JSON.stringify(results, null, 2)}\n`;

function csvField(value: string | number | null): string {
  const text = value === null ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const labelOf = (fact: Fact): string => (fact.unit ? `${fact.label} (${fact.unit})` : fact.label);

const UNIT_NAMES = { '': '', ms: 'Ms', s: 'Seconds', B: 'Bytes', '%': 'Percent' } as const satisfies Record<
  Fact['unit'],
  string
>;

const keyOf = (fact: Fact): string =>
  `${fact.id.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())}${UNIT_NAMES[fact.unit]}`;

function valueOf(fact: Fact, numbers: LaneNumbers): number | null {
  const value = fact.value(numbers);
  return value === undefined ? null : round(value);
}

/** Browsers measure to 5 µs at best: more digits than three would only look exact. */
const round = (value: number): number => Math.round(value * 1_000) / 1_000;
