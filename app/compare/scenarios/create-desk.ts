import type { Clock } from '../../../lib/measure/clock.ts';
import { loadTransport } from '../../../lib/transports/index.ts';
import type { FaultBoard } from '../../../lib/ui/faults/fault-board.ts';
import { createScenarioDesk, type ScenarioDesk } from '../../../lib/ui/faults/scenarios/index.ts';
import { runHerd } from '../../../lib/ui/faults/scenarios/herd.ts';
import {
  HERD_SUBJECTS,
  herdOutcome,
  laneOutcome,
  laneSubject,
  WALL_SUBJECT,
  wallOutcome,
} from '../../../lib/ui/faults/scenarios/outcome.ts';
import { type LaneStage, runLanes } from '../../../lib/ui/faults/scenarios/run-lanes.ts';
import { runWall } from '../../../lib/ui/faults/scenarios/wall.ts';
import { ownTopic } from '../../../lib/ui/lab/topic.ts';
import type { Setup } from '../setup.ts';
import type { CompareBench } from '../use-bench.ts';

/** How a source publishes. */
type Pace = Pick<Setup, 'ratePerSecond' | 'payloadBytes' | 'burst'>;

/** Makes the desk of the page: scenarios run on its lanes, through its session, at its source. */
export function createDesk({
  bench,
  faults,
  clock,
  random,
  setPace,
}: {
  bench: CompareBench;
  faults: FaultBoard;
  /** Gives the source the pace that the reader had set; does nothing once the page is left. */
  setPace: (pace: Pace) => void;
  clock: Clock;
  random: () => number;
}): ScenarioDesk {
  return createScenarioDesk({
    clock,
    subjects(scenario) {
      if (scenario.kind === 'wall') return [WALL_SUBJECT];
      if (scenario.kind === 'herd') return HERD_SUBJECTS;
      const { lanes, noResume } = bench.state().setup;
      return lanes.map((id) => laneSubject(id, !noResume.some((other) => other === id)));
    },
    async perform(scenario, { seconds, signal, onStep, onStreams }) {
      const waiting = { clock, signal };
      const session = bench.session.state();
      if (session.name !== 'open') throw new Error('There is no session for this tab now, so nothing can be broken');
      const { urls } = session.session;
      switch (scenario.kind) {
        case 'lanes': {
          const stage = stageOf(bench, faults, setPace);
          return laneOutcome(scenario, await runLanes(scenario, stage, { ...waiting, seconds, onStep }));
        }
        case 'wall': {
          const { topic } = bench.state().setup;
          const url = `${urls.sse}/events?topic=${encodeURIComponent(topic)}`;
          const before = bench
            .state()
            .lanes.filter(({ numbers }) => numbers.transport === 'sse' && numbers.state.name === 'open').length;
          const open = (): EventSource => new EventSource(url);
          const { facts, streams } = await runWall(waiting, { open, before, onStep, onStreams });
          return wallOutcome(scenario, facts, streams);
        }
        case 'herd': {
          const stage = {
            connect: await loadTransport('websocket'),
            url: urls.websocket,
            topic: ownTopic('herd', random),
            session: bench.session,
            random,
            serverNow: () => clock.now() + bench.offsetMs(),
            onStep,
            clients: scenario.clients,
          };
          const herds = [await runHerd(waiting, false, stage), await runHerd(waiting, true, stage)];
          return herdOutcome(scenario, herds);
        }
      }
    },
  });
}

function stageOf(bench: CompareBench, faults: FaultBoard, setPace: (pace: Pace) => void): LaneStage {
  return {
    lanes: () => bench.state().lanes.map(({ session }) => session.numbers()),
    faults,
    publish(source) {
      const { ratePerSecond, payloadBytes, burst } = bench.state().setup;
      // Not into the address: it is the run's, and not the reader's.
      bench.apply({ ...bench.state().setup, ...source, burst: 0 });
      return () => setPace({ ratePerSecond, payloadBytes, burst });
    },
    clear: () => bench.clear(),
    epoch() {
      const session = bench.session.state();
      return `${bench.viewport.originAt} ${session.name === 'open' ? session.session.id : ''}`;
    },
    async head(signal) {
      const { lab, setup } = bench.state();
      if (lab.name !== 'running') throw new Error('The lab does not answer');
      const url = `${lab.lab.transports.polling}/events?topic=${encodeURIComponent(setup.topic)}`;
      const answer: unknown = await fetch(url, { cache: 'no-store', signal }).then(
        (response) => response.json(),
        (cause: unknown) => {
          throw new Error('The lab does not answer', { cause });
        },
      );
      const next = typeof answer === 'object' && answer !== null && 'next' in answer ? answer.next : undefined;
      if (typeof next !== 'number') throw new Error('The lab did not say where the topic stands');
      return next;
    },
    traffic: () => bench.session.telemetry()?.transports,
  };
}
