import type { Direction } from '../../lib/protocol/index.ts';
import type { CaptureRecord } from '../../lib/wire/index.ts';

/** The records of one connection: texts are taken as Latin-1, a number is bytes that were dropped. */
export function recordsOf(
  connection: number,
  steps: readonly (readonly [Direction, string | number])[],
  { client = '127.0.0.1', edge = client }: { client?: string; edge?: string } = {},
): CaptureRecord[] {
  const common = { transport: 'polling', connection } as const;
  const offsets = { up: 0, down: 0 };
  let at = 1_763_690_000_000.25;
  const records: CaptureRecord[] = [
    {
      ...common,
      at,
      state: 'opened',
      client: { address: client, port: 50_000 + connection },
      edge: { address: edge, port: 4201 },
    },
  ];
  for (const [direction, what] of steps) {
    at += 1;
    if (typeof what === 'number') offsets[direction] += what;
    else {
      records.push({ ...common, at, direction, offset: offsets[direction], bytes: btoa(what) });
      offsets[direction] += what.length;
    }
  }
  return records;
}
