import { describe, expect, test } from 'vitest';
import { createLedger } from '../../../lib/measure/ledger.ts';
import { createRecovery, type Recovery } from '../../../lib/measure/recovery.ts';
import type { TransportId } from '../../../lib/protocol/index.ts';
import { createFaultBoard, type FaultySession } from '../../../lib/ui/faults/fault-board.ts';
import { LANE_SCENARIOS } from '../../../lib/ui/faults/scenarios/lane-scenarios.ts';
import { type LaneStage, runLanes } from '../../../lib/ui/faults/scenarios/run-lanes.ts';
import type { LaneScenario } from '../../../lib/ui/faults/scenarios/scenario.ts';
import { Cancelled } from '../../../lib/ui/faults/scenarios/wait.ts';
import type { SessionState } from '../../../lib/ui/lab/session.ts';
import { createManualClock } from '../../transports/manual-clock.ts';
import { numbersOf } from '../../lane/numbers.ts';
import { drive } from './drive.ts';

const scenario = (id: string): LaneScenario => LANE_SCENARIOS.find((known) => known.id === id) as LaneScenario;

/** How a scripted lane behaves: what it does once the edge lets it through again. */
interface Script {
  /** From the end of a fault to its next connection, in milliseconds; never, where it is left out. */
  backAfterMs?: number;
  resume?: boolean;
}

/** A topic with an event every 200 ms, lanes that follow their scripts, and a true board before a scripted session. */
function setUp(scripts: Partial<Record<TransportId, Script>>) {
  const clock = createManualClock();
  let head = 0;
  let epoch = 0;
  const log: number[] = [];
  const paces: number[] = [];
  const lanes = Object.entries(scripts).map(([id, script]) => createLane(id as TransportId, script));

  function createLane(transport: TransportId, { backAfterMs, resume = true }: Script) {
    let recovery: Recovery = createRecovery({ open: true });
    let ledger = createLedger();
    let lastSeq = 0;
    let isDown = false;
    let reopensAt = 0;
    return {
      transport,
      break(): void {
        isDown = true;
        reopensAt = Number.POSITIVE_INFINITY;
        recovery.lost(clock.now());
      },
      mend(): void {
        reopensAt = backAfterMs === undefined ? Number.POSITIVE_INFINITY : clock.now() + backAfterMs;
      },
      fault: (at: number) => recovery.fault(at),
      tape: { beginFault: () => () => undefined, mark: () => undefined },
      tick(): void {
        if (isDown && clock.now() >= reopensAt) {
          isDown = false;
          recovery.opened(clock.now());
          if (!resume) lastSeq = head;
        }
        while (!isDown && lastSeq < head) {
          lastSeq++;
          ledger.receive(lastSeq);
          recovery.delivered(clock.now(), log[lastSeq]);
        }
      },
      clear(): void {
        recovery = createRecovery({ open: !isDown });
        ledger = createLedger({ after: lastSeq });
      },
      numbers: () =>
        numbersOf({
          transport,
          resume,
          state: isDown ? { name: 'connecting', attempt: 1 } : { name: 'open', since: 0 },
          counts: ledger.counts(),
          recovery: recovery.summary(),
          lastSeq,
        }),
    };
  }

  const of = (id: TransportId) => lanes.find(({ transport }) => transport === id);
  const session: FaultySession = {
    state: () => ({ name: 'open', count: 1 }) as SessionState,
    subscribe: () => () => undefined,
    async setToxics(id, toxics) {
      if (toxics.down) of(id)?.break();
      else of(id)?.mend();
      return toxics;
    },
    drop: async () => 0,
    silence: async () => 0,
    restart: async () => undefined,
  };
  const faults = createFaultBoard({ session, lane: of, clock });
  const stage: LaneStage = {
    lanes: () => lanes.map((lane) => lane.numbers()),
    faults,
    publish({ ratePerSecond }) {
      paces.push(ratePerSecond);
      return () => paces.push(2);
    },
    clear: () => {
      epoch++;
      lanes.forEach((lane) => lane.clear());
    },
    epoch: () => String(epoch),
    head: async () => head,
    traffic: () => undefined,
  };
  let nextAt = 0;
  const tick = (): void => {
    if (clock.now() >= nextAt) {
      nextAt += 200;
      log[++head] = clock.now();
    }
    for (const lane of lanes) lane.tick();
  };
  return { clock, stage, faults, tick, paces };
}

const run = (at: ReturnType<typeof setUp>, id: string, seconds: number) =>
  drive(
    at.clock,
    runLanes(scenario(id), at.stage, {
      clock: at.clock,
      signal: new AbortController().signal,
      seconds,
      onStep: () => undefined,
    }),
    at.tick,
  );

describe('a run of the tunnel', () => {
  test('measures each lane from the fault, and what one that does not resume has lost', async () => {
    const at = setUp({ sse: { backAfterMs: 1_000 }, websocket: { backAfterMs: 3_000, resume: false } });
    const results = await run(at, 'tunnel', 8);
    const [sse, bare] = results.map(({ measured }) => measured);
    expect(results.map(({ resume }) => resume)).toEqual([true, false]);
    expect(sse).toMatchObject({ transport: 'sse', lost: 0, duplicated: 0, deliveredDuring: 0, interrupted: true });
    expect(sse?.faultMs).toBeGreaterThanOrEqual(8_000);
    expect(sse?.recoveredMs).toBeGreaterThan(8_900);
    expect(sse?.recoveredMs).toBeLessThan(9_500);
    expect(sse?.caughtUpMs).toBeGreaterThanOrEqual(900);
    expect(sse?.late).toBeGreaterThan(0);
    expect(bare?.lost).toBeGreaterThan(50);
    expect(bare?.late).toBe(0);
    expect(bare?.caughtUpMs).toBeGreaterThan(2_500);
  });

  test('ends within its patience where a lane does not come back, and says of it that it has not', async () => {
    const at = setUp({ sse: { backAfterMs: 100 }, polling: {} });
    const [sse, polling] = (await run(at, 'tunnel', 2)).map(({ measured }) => measured);
    expect(sse?.caughtUpMs).toBeDefined();
    expect(polling).toMatchObject({ caughtUpMs: undefined, recoveredMs: undefined, interrupted: true });
    expect(polling?.watchedMs).toBeLessThan(2_000 + scenario('tunnel').patienceMs + 1_000);
  });

  test('gives the source its pace back and leaves nothing broken, also when it is cancelled', async () => {
    const at = setUp({ sse: { backAfterMs: 100 } });
    await run(at, 'tunnel', 1);
    expect(at.paces).toEqual([5, 2]);
    const abort = new AbortController();
    const cancelled = runLanes(scenario('tunnel'), at.stage, {
      clock: at.clock,
      signal: abort.signal,
      seconds: 60,
      onStep: (step) => {
        if (step.includes('for 60 s')) at.clock.setTimeout(() => abort.abort(), 500);
      },
    });
    await expect(drive(at.clock, cancelled, at.tick)).rejects.toBeInstanceOf(Cancelled);
    expect(at.paces).toEqual([5, 2, 5, 2]);
    expect(Object.values(at.faults.state().on).flat()).toEqual([]);
    expect(at.clock.timers).toBe(0);
  });

  test('says that nothing was measured where the numbers were begun anew meanwhile', async () => {
    const at = setUp({ sse: { backAfterMs: 100 } });
    at.clock.setTimeout(() => at.stage.clear(), 5_000);
    await expect(run(at, 'tunnel', 8)).rejects.toThrow('begun anew');
    expect(at.paces).toEqual([5, 2]);
    expect(Object.values(at.faults.state().on).flat()).toEqual([]);
  });

  test('is not made where a lane delivers nothing beforehand', async () => {
    const at = setUp({ sse: {} });
    await at.faults.make('down', ['sse'], 600);
    await expect(run(at, 'tunnel', 1)).rejects.toThrow('Not every lane delivered');
    expect(at.paces.at(-1)).toBe(2);
  });
});

test('a lane that a fault does not touch is waited for until something published after it has come', async () => {
  const at = setUp({ websocket: {} });
  const [result] = await run(at, 'dead-peer', 0);
  expect(result?.measured).toMatchObject({ interrupted: false, noticedMs: undefined, lost: 0, faultMs: 0 });
  expect(result?.measured.caughtUpMs).toBeLessThan(1_000);
});
