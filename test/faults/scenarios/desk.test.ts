import { describe, expect, test } from 'vitest';
import { toText } from '../../../lib/ui/faults/scenarios/copy-text.ts';
import { createScenarioDesk, type DeskOptions } from '../../../lib/ui/faults/scenarios/desk.ts';
import { LANE_SCENARIOS } from '../../../lib/ui/faults/scenarios/lane-scenarios.ts';
import { type Outcome, laneOutcome, laneSubject } from '../../../lib/ui/faults/scenarios/outcome.ts';
import type { LaneScenario } from '../../../lib/ui/faults/scenarios/scenario.ts';
import { Cancelled, pass } from '../../../lib/ui/faults/scenarios/wait.ts';
import { createManualClock } from '../../transports/manual-clock.ts';
import { measured } from './measurements.ts';

const tunnel = LANE_SCENARIOS.find(({ id }) => id === 'tunnel') as LaneScenario;

const OUTCOME: Outcome = laneOutcome(tunnel, [
  { measured: measured({ transport: 'sse' }), resume: true, holdMs: 25_000 },
  { measured: measured({ transport: 'websocket', lost: 3 }), resume: false, holdMs: 25_000 },
]);

function setUp(perform: DeskOptions['perform'] = async () => OUTCOME) {
  const clock = createManualClock();
  let resume = true;
  const desk = createScenarioDesk({
    clock,
    subjects: () => [laneSubject('sse', true), laneSubject('websocket', resume)],
    perform,
  });
  const states: string[] = [];
  desk.subscribe(() => states.push(desk.state().name));
  return { clock, desk, states, setResume: (next: boolean) => (resume = next) };
}

describe('the desk of the scenarios', () => {
  test('asks, runs and holds the prediction against the measurement', async () => {
    const { desk, states } = setUp();
    desk.choose(tunnel);
    desk.predict('sse', 'quick');
    desk.predict('websocket', 'slow');
    desk.predict('websocket', 'loses');
    await desk.run();
    expect(states.filter((name, index) => name !== states[index - 1])).toEqual(['asking', 'running', 'done']);
    expect(desk.state()).toMatchObject({
      name: 'done',
      predictions: { sse: 'quick', websocket: 'loses' },
      outcome: {
        subjects: [
          { id: 'sse', choice: 'quick' },
          { id: 'websocket', choice: 'loses' },
        ],
      },
    });
  });

  test('begins with the time of the scenario, and runs with the one that is set', async () => {
    let ran = 0;
    const { desk } = setUp(async (_scenario, { seconds }) => {
      ran = seconds;
      return OUTCOME;
    });
    desk.choose(tunnel);
    expect(desk.state()).toMatchObject({ seconds: 8 });
    desk.setSeconds(2);
    await desk.run();
    expect(ran).toBe(2);
  });

  test('asks about lanes as they are now, and keeps what was predicted', () => {
    const { desk, setResume } = setUp();
    desk.choose(tunnel);
    desk.predict('sse', 'quick');
    setResume(false);
    desk.refresh();
    expect(desk.state()).toMatchObject({
      predictions: { sse: 'quick' },
      subjects: [{ label: 'Server-Sent Events' }, { label: 'WebSocket, no resume' }],
    });
  });

  test('says what happens now while it runs, and for how long it has', async () => {
    const { desk, clock } = setUp(async (_scenario, { onStep, signal }) => {
      onStep('down');
      await pass({ clock, signal }, 1_000);
      return OUTCOME;
    });
    clock.advance(500);
    desk.choose(tunnel);
    const ended = desk.run();
    expect(desk.state()).toMatchObject({ name: 'running', step: 'down', startedAt: 500 });
    desk.choose(tunnel);
    expect(desk.state().name).toBe('running');
    clock.advance(1_000);
    await ended;
    expect(desk.state()).toMatchObject({ name: 'done', tookMs: 1_000 });
  });

  test('stops at once when it is cancelled, and leaves no timer', async () => {
    const { desk, clock } = setUp(async (_scenario, { signal }) => {
      await pass({ clock, signal }, 60_000);
      return OUTCOME;
    });
    desk.choose(tunnel);
    const ended = desk.run();
    desk.cancel();
    await ended;
    expect(desk.state()).toMatchObject({ name: 'stopped', cancelled: true });
    expect(clock.timers).toBe(0);
  });

  test('says why a run could not be made', async () => {
    const { desk } = setUp(async () => {
      throw new Error('There is no session');
    });
    desk.choose(tunnel);
    await desk.run();
    expect(desk.state()).toMatchObject({ name: 'stopped', cancelled: false, reason: 'There is no session' });
  });

  test('is empty after it was closed, whatever a run still says', async () => {
    const { desk, clock } = setUp(async (_scenario, { signal }) => {
      await pass({ clock, signal }, 60_000).catch((error: unknown) => {
        if (!(error instanceof Cancelled)) throw error;
      });
      return OUTCOME;
    });
    desk.choose(tunnel);
    const ended = desk.run();
    desk.close();
    await ended;
    expect(desk.state()).toEqual({ name: 'idle' });
  });
});

test('a result is copied with what was done, predicted and measured', async () => {
  const { desk } = setUp();
  desk.choose(tunnel);
  desk.predict('sse', 'loses');
  await desk.run();
  const state = desk.state();
  if (state.name !== 'done') throw new Error('Expected the run to be done');
  const text = toText(state);
  expect(text).toContain('All edges go down for 8 s');
  expect(text).toMatch(
    /Server-Sent Events\n {2}predicted {2}Loses events\n {2}measured {3}Loses nothing, and has caught up/,
  );
  expect(text).toMatch(/WebSocket, no resume\n {2}predicted {2}not predicted\n {2}measured {3}Loses events/);
  expect(text).toContain('lost 3');
});
