import type { TransportId } from '../../../protocol/index.ts';
import { TRANSPORT_LABELS } from '../../transport-mark/labels.ts';
import { formatCount, NONE } from '../../lane/format.ts';
import { explainHerd } from './herd.ts';
import { explainLane, seconds } from './explain.ts';
import type { Measured } from './measured.ts';
import type { LaneResult } from './run-lanes.ts';
import {
  decide,
  type HerdFacts,
  type HerdScenario,
  type LaneScenario,
  type WallFacts,
  type WallScenario,
} from './scenario.ts';
import { explainWall, type StreamState } from './wall.ts';

/** Something that is predicted and measured: a lane, or a part of a scenario. */
export interface Subject {
  id: string;
  label: string;
  /** Where it is one transport. */
  transport?: TransportId;
}

/** What came of one subject. */
export interface SubjectOutcome extends Subject {
  /** The id of the choice that the measurement gives, and its words. */
  choice: string;
  choiceLabel: string;
  /** The measured numbers, in the order of the outcome's columns. */
  cells: readonly string[];
  explanation: string;
}

/** What came of a run, as it is shown and copied. */
export interface Outcome {
  columns: readonly string[];
  subjects: readonly SubjectOutcome[];
  /** The measurements of a herd, for its histograms. */
  herds?: readonly HerdFacts[];
  /** The streams of the wall, as they stood when the next had opened. */
  streams?: readonly StreamState[];
}

/** The subject that a lane is. */
export const laneSubject = (transport: TransportId, resume: boolean): Subject => ({
  id: transport,
  label: `${TRANSPORT_LABELS[transport].name}${resume ? '' : ', no resume'}`,
  transport,
});

/** The one subject of the wall. */
export const WALL_SUBJECT: Subject = { id: 'seventh', label: 'The seventh stream', transport: 'sse' };

/** The subjects of the herd. */
export const HERD_SUBJECTS: readonly Subject[] = [
  { id: 'without', label: 'Without jitter', transport: 'websocket' },
  { id: 'with', label: 'With jitter', transport: 'websocket' },
];

/** Makes the outcome of a scenario with lanes. */
export function laneOutcome(scenario: LaneScenario, results: readonly LaneResult[]): Outcome {
  return {
    columns: ['received', 'lost', 'late', 'twice', 'recovered in', 'caught up', 'bytes up', 'bytes down'],
    subjects: results.map(({ measured, resume, holdMs }) => {
      const choice = decide(scenario.choices, measured);
      return {
        ...laneSubject(measured.transport, resume),
        choice: choice.id,
        choiceLabel: choice.label,
        cells: cellsOf(measured),
        explanation: explainLane(measured, { fault: scenario.fault, resume, holdMs }),
      };
    }),
  };
}

function cellsOf(measured: Measured): string[] {
  const { received, lost, skipped, late, duplicated, recoveredMs, interrupted, caughtUpMs, bytes, watchedMs, faultMs } =
    measured;
  return [
    formatCount(received),
    formatCount(lost + skipped),
    formatCount(late),
    formatCount(duplicated),
    recoveredMs === undefined ? (interrupted ? `not in ${seconds(watchedMs)}` : NONE) : seconds(recoveredMs),
    caughtUpMs === undefined ? `not in ${seconds(watchedMs - faultMs)}` : seconds(caughtUpMs),
    bytes === undefined ? NONE : formatCount(bytes.up),
    bytes === undefined ? NONE : formatCount(bytes.down),
  ];
}

/** Makes the outcome of the wall. */
export function wallOutcome(scenario: WallScenario, facts: WallFacts, streams: readonly StreamState[] = []): Outcome {
  const choice = decide(scenario.choices, facts);
  return {
    streams,
    columns: ['opened', 'waiting', 'errors', 'held by lanes', 'next one after'],
    subjects: [
      {
        ...WALL_SUBJECT,
        choice: choice.id,
        choiceLabel: choice.label,
        cells: [
          ...[facts.opened, facts.waiting, facts.errors, facts.before].map(formatCount),
          facts.nextAfterMs === undefined ? NONE : `${facts.nextAfterMs.toFixed(0)} ms`,
        ],
        explanation: explainWall(facts),
      },
    ],
  };
}

/** Makes the outcome of the herd, without jitter and with. */
export function herdOutcome(scenario: HerdScenario, herds: readonly HerdFacts[]): Outcome {
  return {
    columns: ['clients', 'asked within 100 ms', 'reached the edge within 100 ms', 'all open after'],
    herds,
    subjects: herds.map((facts, index) => {
      const choice = decide(scenario.choices, facts);
      return {
        ...(HERD_SUBJECTS[index] ?? { id: String(index), label: String(index) }),
        choice: choice.id,
        choiceLabel: choice.label,
        cells: [
          formatCount(facts.clients),
          formatCount(facts.peakAsked),
          formatCount(facts.peakReached),
          facts.allOpenMs === undefined ? NONE : seconds(facts.allOpenMs),
        ],
        explanation: explainHerd(facts),
      };
    }),
  };
}
