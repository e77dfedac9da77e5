import { describe, expect, it } from 'vitest';
import type { WireRecord } from '../../lib/ui/lab/session.ts';
import { type CaptureRecord } from '../../lib/ui/wire/kept-records.ts';
import { createRecorder } from '../../lib/ui/wire/recorder.ts';
import type { SessionInfo } from '../../lib/protocol/index.ts';

const session = (id: string): WireRecord => ({ kind: 'session', session: { id } as SessionInfo });

const record = (id: number, connection: number): WireRecord => ({
  kind: 'bytes',
  id,
  transport: 'sse',
  connection,
  direction: 'down',
  at: id,
  offset: 0,
  bytes: Uint8Array.of(id),
});

/** A session that tells what the test says, and a list of what was recorded of it. */
function setUp() {
  const listeners = new Set<(record: WireRecord) => void>();
  const recorded: CaptureRecord[] = [];
  const recorder = createRecorder(
    {
      onWire(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    { push: (it) => void recorded.push(it) },
  );
  return {
    recorder,
    recorded,
    listeners,
    tell: (...records: WireRecord[]) => records.forEach((it) => listeners.forEach((listener) => listener(it))),
  };
}

describe('a recorder', () => {
  it('takes nothing before it is started and after it is stopped', () => {
    const { recorder, recorded, listeners, tell } = setUp();
    tell(session('a'), record(1, 1));
    recorder.start();
    recorder.start();
    tell(session('a'), record(1, 1));
    recorder.stop();
    recorder.stop();
    tell(record(2, 1));
    expect(recorded).toHaveLength(1);
    expect(listeners.size).toBe(0);
  });

  it('takes nothing twice when it is started again and the session tells everything anew', () => {
    const { recorder, recorded, tell } = setUp();
    recorder.start();
    tell(session('a'), record(1, 1), record(2, 1));
    recorder.stop();
    recorder.start();
    tell(session('a'), record(1, 1), record(2, 1), record(3, 1));
    expect(recorded.map(({ at }) => at)).toEqual([1, 2, 3]);
  });

  it('counts the connections of another session on from those of the first', () => {
    const { recorder, recorded, tell } = setUp();
    recorder.start();
    tell(session('a'), record(1, 1), record(2, 2), session('b'), record(1, 1));
    expect(recorded.map(({ connection }) => connection)).toEqual([1, 2, 3]);
  });
});
