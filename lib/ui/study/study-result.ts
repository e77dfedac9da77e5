import { type Telemetry, TRANSPORT_IDS, type TransportId } from '../../protocol/index.ts';
import type { WireRecord } from '../lab/telemetry.ts';
import { TRANSPORT_LABELS } from '../transport-mark/labels.ts';
import { type ByteCount, countBytes } from './count-bytes.ts';
import { describeStudy, type StudySettings } from './settings.ts';

/** What one transport cost. All bytes are those of TCP's payload, as on the client's side of the edge. */
export interface StudyLane extends ByteCount {
  transport: TransportId;
  up: number;
  down: number;
  total: number;
  /** TCP connections that were opened. */
  connections: number;
  updates: number;
  bytesPerUpdate: number;
  /** Whether every byte was decoded: payload and overhead then add up to the total. */
  isWhole: boolean;
}

/** One run. */
export interface StudyResult {
  settings: StudySettings;
  /** In the order of the course. */
  lanes: readonly StudyLane[];
  /** From the first connection to the last update, in milliseconds. */
  tookMs: number;
  /** Wirelab's. */
  version: string;
  /** What went over the wires, for whoever wants to look at it. */
  records: readonly WireRecord[];
}

/** Makes the result of a run from what the edge counted and what it captured. */
export function takeResult(run: {
  settings: StudySettings;
  telemetry: Telemetry;
  records: readonly WireRecord[];
  received: Readonly<Record<TransportId, number>>;
  version: string;
  tookMs: number;
}): StudyResult {
  const { settings, telemetry, records, received, version, tookMs } = run;
  const counts = countBytes(records);
  const lanes = TRANSPORT_IDS.map((transport): StudyLane => {
    const { up, down, opened } = telemetry.transports[transport];
    const count = counts.get(transport) ?? { payload: 0, overhead: 0, requests: 0, frames: 0 };
    const total = up + down;
    const updates = received[transport];
    return {
      ...count,
      transport,
      up,
      down,
      total,
      connections: opened,
      updates,
      bytesPerUpdate: total / Math.max(1, updates),
      isWhole: count.payload + count.overhead === total,
    };
  });
  return { settings, lanes, tookMs, version, records };
}

/** The share of a lane's bytes that are not payload, in percent. */
export function overheadPercent({ payload, overhead }: ByteCount): number {
  return payload + overhead === 0 ? 0 : (100 * overhead) / (payload + overhead);
}

/** A result as a table in Markdown, with its conditions. */
export function toMarkdown({ settings, lanes, version, tookMs }: StudyResult, browser: string): string {
  const rows = lanes.map((lane) =>
    [
      TRANSPORT_LABELS[lane.transport].name,
      lane.up,
      lane.down,
      lane.total,
      Math.round(lane.bytesPerUpdate),
      lane.isWhole ? `${overheadPercent(lane).toFixed(1)} %` : 'not all captured',
      lane.requests,
      lane.connections,
    ].join(' | '),
  );
  return [
    '| transport | up (B) | down (B) | total (B) | per update (B) | overhead | requests | connections |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...rows.map((row) => `| ${row} |`),
    '',
    `${describeStudy(settings)}; ${(tookMs / 1_000).toFixed(1)} s; Wirelab ${version}; ${browser}`,
  ].join('\n');
}
