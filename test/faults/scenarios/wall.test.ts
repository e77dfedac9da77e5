import { describe, expect, test } from 'vitest';
import { runWall, type Stream, type StreamState, WALL_SOURCES } from '../../../lib/ui/faults/scenarios/wall.ts';
import { Cancelled } from '../../../lib/ui/faults/scenarios/wait.ts';
import { createManualClock } from '../../transports/manual-clock.ts';
import { drive } from './drive.ts';

/** A platform that opens so many streams at a time, and the next when one is closed. */
function platformOf(room: number) {
  const clock = createManualClock();
  const streams: { readyState: number; listeners: Map<string, () => void> }[] = [];
  function serve(): void {
    const next = streams.find(({ readyState }) => readyState === 0);
    if (next === undefined || streams.filter(({ readyState }) => readyState === 1).length >= room) return;
    next.readyState = 1;
    next.listeners.get('open')?.();
    serve();
  }
  const open = (): Stream => {
    const stream = { readyState: 0, listeners: new Map<string, () => void>() };
    streams.push(stream);
    clock.setTimeout(serve, 20);
    return {
      get readyState() {
        return stream.readyState;
      },
      close() {
        stream.readyState = 2;
        clock.setTimeout(serve, 30);
      },
      addEventListener: (name: string, listener: unknown) => void stream.listeners.set(name, listener as () => void),
    } as Stream;
  };
  return { clock, open, streams };
}

function run({ clock, open }: ReturnType<typeof platformOf>, signal = new AbortController().signal) {
  const seen: (readonly StreamState[])[] = [];
  const work = runWall(
    { clock, signal },
    { open, before: 1, onStep: () => undefined, onStreams: (streams) => seen.push(streams) },
  );
  return { work, seen };
}

describe('the run against the wall', () => {
  test('counts who opened and who waits, and how long after a close the next one opened', async () => {
    const platform = platformOf(5);
    const { facts, streams } = await drive(platform.clock, run(platform).work);
    expect(facts).toMatchObject({ asked: WALL_SOURCES, opened: 5, waiting: 2, errors: 0, before: 1, nextAfterMs: 30 });
    expect(streams.map(({ readyState }) => readyState)).toEqual([2, 1, 1, 1, 1, 1, 0]);
  });

  test('has nothing to close where all open', async () => {
    const platform = platformOf(100);
    const { facts } = await drive(platform.clock, run(platform).work);
    expect(facts).toMatchObject({ opened: WALL_SOURCES, waiting: 0, nextAfterMs: undefined });
  });

  test('closes all streams in the end, also when it is cancelled', async () => {
    const platform = platformOf(5);
    const abort = new AbortController();
    const { work } = run(platform, abort.signal);
    platform.clock.setTimeout(() => abort.abort(), 500);
    await expect(drive(platform.clock, work)).rejects.toBeInstanceOf(Cancelled);
    expect(platform.streams.map(({ readyState }) => readyState)).toEqual(Array.from({ length: WALL_SOURCES }, () => 2));
  });
});
