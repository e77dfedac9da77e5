import { describe, expect, test } from 'vitest';
import type { Toxics, TransportId } from '../../lib/protocol/index.ts';
import { createFaultBoard, type FaultyLane, type FaultySession } from '../../lib/ui/faults/fault-board.ts';
import type { SessionState } from '../../lib/ui/lab/session.ts';
import { createManualClock } from '../transports/manual-clock.ts';

/** A session that notes what it is asked and answers when it is told to, and the lanes that notes what they are told. */
function setUp() {
  const clock = createManualClock();
  const asked: [string, TransportId, unknown?][] = [];
  const notes: string[] = [];
  const listeners = new Set<() => void>();
  const at = (count: number) => ({ name: 'open', count }) as SessionState;
  let state = at(1);
  let refusal: Error | undefined;
  const answer = async <T>(value: T): Promise<T> => {
    if (refusal) throw refusal;
    return value;
  };
  const session: FaultySession = {
    state: () => state,
    subscribe(onChange) {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
    setToxics(id, toxics) {
      asked.push(['toxics', id, toxics]);
      return answer<Toxics>(toxics);
    },
    drop(id) {
      asked.push(['drop', id]);
      return answer(2);
    },
    silence(id) {
      asked.push(['silence', id]);
      return answer(1);
    },
    restart(id, downMs) {
      asked.push(['restart', id, downMs]);
      return answer(undefined);
    },
  };
  const lane = (id: TransportId): FaultyLane => ({
    fault: (moment) => notes.push(`${id}: fault at ${moment}`),
    tape: {
      beginFault(moment, text) {
        notes.push(`${id}: ${text} from ${moment}`);
        return (end) => notes.push(`${id}: ${text} until ${end}`);
      },
      mark: (_kind, moment, text) => void notes.push(`${id}: ${text} at ${moment}`),
    },
  });
  const board = createFaultBoard({ session, lane, clock });
  return {
    clock,
    board,
    asked,
    notes,
    listeners,
    kindsOn: (id: TransportId) => board.state().on[id].map(({ kind }) => kind),
    refuse: (error: Error | undefined) => (refusal = error),
    become(next: SessionState) {
      state = next;
      for (const listener of listeners) listener();
    },
    at,
  };
}

/** Lets what was answered take effect. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('the fault board', () => {
  test('gives the edge all that is on in a lane, and takes one away without the others', async () => {
    const { board, asked, kindsOn } = setUp();
    await board.make('latency', ['sse'], 100);
    await board.make('bandwidth', ['sse'], 4);
    await board.lift('latency', ['sse']);
    expect(asked.map(([, , toxics]) => toxics)).toEqual([
      { upstream: { latency: { latency: 100 } }, downstream: { latency: { latency: 100 } } },
      {
        upstream: { latency: { latency: 100 }, bandwidth: { rate: 4 } },
        downstream: { latency: { latency: 100 }, bandwidth: { rate: 4 } },
      },
      { upstream: { bandwidth: { rate: 4 } }, downstream: { bandwidth: { rate: 4 } } },
    ]);
    expect(kindsOn('sse')).toEqual(['bandwidth']);
    expect(kindsOn('polling')).toEqual([]);
  });

  test('marks a fault in its lane from its beginning to its end, and has the recovery measured from when it took effect', async () => {
    const { clock, board, notes } = setUp();
    clock.advance(1_000);
    await board.make('stall', ['websocket']);
    clock.advance(500);
    await board.lift('stall', ['websocket']);
    expect(notes).toEqual(['websocket: stall from 1000', 'websocket: fault at 1000', 'websocket: stall until 1500']);
  });

  test('takes what is down up again by itself when its time is over', async () => {
    const { clock, board, asked, kindsOn } = setUp();
    await board.make('down', ['polling'], 8);
    expect(board.state().on.polling[0]?.until).toBe(8_000);
    clock.advance(7_999);
    await settled();
    expect(kindsOn('polling')).toEqual(['down']);
    clock.advance(1);
    await settled();
    expect(kindsOn('polling')).toEqual([]);
    expect(asked).toEqual([
      ['toxics', 'polling', { down: true }],
      ['toxics', 'polling', {}],
    ]);
    expect(clock.timers).toBe(0);
  });

  test('begins the time anew when it is made again', async () => {
    const { clock, board, kindsOn } = setUp();
    await board.make('down', ['polling'], 8);
    clock.advance(5_000);
    await board.make('down', ['polling'], 8);
    clock.advance(5_000);
    await settled();
    expect(kindsOn('polling')).toEqual(['down']);
    expect(clock.timers).toBe(1);
  });

  test('says how many connections were reset or silenced, and that nothing stays on', async () => {
    const { board, notes, kindsOn } = setUp();
    await board.make('reset', ['sse', 'websocket']);
    expect(board.state().said).toBe('4 connections reset');
    await board.make('half-open', ['sse']);
    expect(board.state().said).toBe('1 connection silenced');
    expect(kindsOn('sse')).toEqual([]);
    expect(notes).toContain('sse: half-open at 0');
    expect(notes).toContain('sse: fault at 0');
  });

  test('shows a restart for as long as the server stays away, and cannot take it back', async () => {
    const { clock, board, asked, kindsOn } = setUp();
    await board.make('restart', ['socket-io'], 2);
    await board.lift('restart', ['socket-io']);
    expect(kindsOn('socket-io')).toEqual(['restart']);
    clock.advance(2_000);
    expect(kindsOn('socket-io')).toEqual([]);
    expect(asked).toEqual([['restart', 'socket-io', 2_000]]);
  });

  test('shows no fault that the lab refused, and says why', async () => {
    const { board, refuse, kindsOn, notes } = setUp();
    refuse(new Error('Nothing answers'));
    await board.make('latency', ['sse'], 100);
    expect(kindsOn('sse')).toEqual([]);
    expect(board.state().problem).toBe('Nothing answers');
    expect(notes).not.toContain('sse: fault at 0');
  });

  test('goes on showing a fault that the lab did not take back', async () => {
    const { board, refuse, kindsOn } = setUp();
    await board.make('latency', ['sse'], 100);
    refuse(new Error('Nothing answers'));
    await board.lift('latency', ['sse']);
    expect(kindsOn('sse')).toEqual(['latency']);
    refuse(undefined);
    await board.liftAll();
    expect(kindsOn('sse')).toEqual([]);
    expect(board.state().problem).toBeUndefined();
  });

  test('forgets everything with its session, since another one begins without faults', async () => {
    const { board, become, at, kindsOn, clock, notes } = setUp();
    await board.make('down', ['sse', 'polling'], 8);
    become({ name: 'opening' });
    expect(board.state().ready).toBe(false);
    become(at(2));
    expect(board.state().ready).toBe(true);
    expect([...kindsOn('sse'), ...kindsOn('polling')]).toEqual([]);
    expect(notes).toContain('sse: down 8 s until 0');
    expect(clock.timers).toBe(0);
  });

  test('keeps what is on when the session was only out of reach', async () => {
    const { board, become, at, kindsOn } = setUp();
    await board.make('latency', ['sse'], 100);
    become({ name: 'failed', reason: 'away' });
    become(at(1));
    expect(kindsOn('sse')).toEqual(['latency']);
  });

  test('leaves no timer and no listener behind', async () => {
    const { board, clock, listeners } = setUp();
    await board.make('down', ['sse', 'polling'], 60);
    await board.make('restart', ['websocket'], 60);
    board.close();
    board.close();
    expect(clock.timers).toBe(0);
    expect(listeners.size).toBe(0);
  });
});
