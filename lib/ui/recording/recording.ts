import { isRecord } from '../../protocol/index.ts';
import { decodeCapture } from '../../wire/index.ts';
import type { CaptureRecord } from '../../wire/capture.ts';

/** A table that a figure showed when it was recorded. */
export interface RecordedTable {
  head: readonly string[];
  rows: readonly (readonly string[])[];
}

/** What a figure did when it was recorded: made by `npm run record`, from real sockets. */
export interface Recording {
  /** The id of the figure. */
  figure: string;
  /** When, in ISO 8601. */
  recordedAt: string;
  /** On what, such as `Linux x64, Node 20.20.2, Chromium 156`. */
  machine: string;
  /** What was pressed, in order. */
  steps: readonly string[];
  /** The figure's status line at the end. */
  said: string;
  /** Its numbers, by name. */
  readings: readonly (readonly [name: string, value: string])[];
  tables: readonly RecordedTable[];
  /** What went through the edges of its session meanwhile. The oldest are kept where there was too much. */
  records: readonly CaptureRecord[];
  /** How many records were left out because there was too much. */
  leftOut: number;
}

/** A recording that cannot be shown, with a message for readers. */
export class RecordingError extends Error {
  override readonly name = 'RecordingError';
}

/** Reads a recording. @throws {RecordingError} naming the field that is wrong */
export function readRecording(value: unknown): Recording {
  if (!isRecord(value)) throw new RecordingError('This is not a recording');
  const { figure, recordedAt, machine, steps, said, readings, tables, capture, leftOut } = value;
  return {
    figure: text(figure, 'figure'),
    recordedAt: text(recordedAt, 'recordedAt'),
    machine: text(machine, 'machine'),
    steps: texts(steps, 'steps'),
    said: text(said, 'said'),
    readings: list(readings, 'readings').map((each) => {
      const [name = '', reading = ''] = texts(each, 'readings');
      return [name, reading] as const;
    }),
    tables: list(tables, 'tables').map((table) => {
      if (!isRecord(table)) throw wrong('tables');
      return {
        head: texts(table.head, 'tables'),
        rows: list(table.rows, 'tables').map((row) => texts(row, 'tables')),
      };
    }),
    records: capture === null ? [] : decodeCapture(capture).records,
    leftOut: typeof leftOut === 'number' ? leftOut : 0,
  };
}

function text(value: unknown, field: string): string {
  if (typeof value === 'string') return value;
  throw wrong(field);
}

function texts(value: unknown, field: string): string[] {
  return list(value, field).map((each) => text(each, field));
}

function list(value: unknown, field: string): unknown[] {
  if (Array.isArray(value)) return value;
  throw wrong(field);
}

function wrong(field: string): RecordingError {
  return new RecordingError(`The recording’s \`${field}\` is not what it should be`);
}
