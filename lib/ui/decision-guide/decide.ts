import { TRANSPORT_IDS, type TransportId } from '../../protocol/index.ts';
import { type Answers, QUESTIONS, type QuestionId, withAnswer } from './questions.ts';
import { type Condition, RULES, type Weight } from './rules.ts';

/** One reason for or against a transport in this case. */
export interface Reason {
  weight: Weight;
  because: string;
}

/** A transport as it stands in this case. */
export interface Standing {
  transport: TransportId;
  /** The sum of its weights; -Infinity where a reason rules it out. */
  points: number;
  /** Heaviest first. */
  reasonsFor: Reason[];
  /** Heaviest first. */
  reasonsAgainst: Reason[];
}

/** Another answer to one question that would put another transport first. */
export interface Change {
  question: QuestionId;
  value: string;
  transport: TransportId;
}

/** What the guide answers. */
export interface Decision {
  /** All five, the best first. */
  ranking: Standing[];
  best: TransportId;
  /** Transports within one point of the best: the case does not decide between them. */
  close: TransportId[];
  changes: Change[];
}

/** Where points are equal, the one with less to build and to run goes first. */
const LEAST_TO_RUN: readonly TransportId[] = ['polling', 'sse', 'long-polling', 'websocket', 'socket-io'];

/** Ranks the five transports for one case. */
export function decide(answers: Answers): Decision {
  const ranking = rank(answers);
  const best = firstOf(ranking);
  return {
    ranking,
    best: best.transport,
    close: ranking.filter((standing) => standing !== best && best.points - standing.points <= 1).map(nameOf),
    changes: findChanges(answers, best.transport),
  };
}

/** Tells whether a rule holds for these answers. */
export function holds(when: Condition, answers: Answers): boolean {
  return QUESTIONS.every(({ id }) => {
    const allowed: readonly string[] | undefined = when[id];
    return allowed === undefined || allowed.includes(answers[id]);
  });
}

function rank(answers: Answers): Standing[] {
  const rules = RULES.filter((rule) => holds(rule.when, answers));
  return TRANSPORT_IDS.map((transport) => {
    const reasons = rules.flatMap((rule) => rule.effects[transport] ?? []);
    return {
      transport,
      points: reasons.reduce((sum, reason) => sum + asPoints(reason.weight), 0),
      reasonsFor: reasons.filter((reason) => asPoints(reason.weight) > 0).sort(heavierFirst),
      reasonsAgainst: reasons.filter((reason) => asPoints(reason.weight) < 0).sort(heavierFirst),
    };
  }).sort(
    (a, b) => compare(b.points, a.points) || LEAST_TO_RUN.indexOf(a.transport) - LEAST_TO_RUN.indexOf(b.transport),
  );
}

function findChanges(answers: Answers, best: TransportId): Change[] {
  return QUESTIONS.flatMap((question) =>
    question.options
      .filter((option) => option.value !== answers[question.id])
      .map((option) => ({
        question: question.id,
        value: option.value,
        transport: firstOf(rank(withAnswer(answers, question.id, option.value))).transport,
      }))
      .filter((change) => change.transport !== best),
  );
}

function firstOf(ranking: readonly Standing[]): Standing {
  const [first] = ranking;
  if (first === undefined) throw new Error('Expected a ranking of at least one transport');
  return first;
}

function nameOf(standing: Standing): TransportId {
  return standing.transport;
}

function asPoints(weight: Weight): number {
  return weight === 'out' ? -Infinity : weight;
}

function heavierFirst(a: Reason, b: Reason): number {
  return compare(Math.abs(asPoints(b.weight)), Math.abs(asPoints(a.weight)));
}

/** Like `a - b`, but 0 for two infinities. */
function compare(a: number, b: number): number {
  return a === b ? 0 : a - b;
}
