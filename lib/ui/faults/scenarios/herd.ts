import { peakWithin } from '../../../measure/histogram.ts';
import type { Connect, Connection } from '../../../transports/transport.ts';
import type { SessionHandle } from '../../lab/session.ts';
import { type Choice, HERD_BIN_MS, type HerdFacts, type HerdScenario } from './scenario.ts';
import { until, type Waiting } from './wait.ts';

/** How many clients there are. A browser keeps 255 WebSockets at most to one host and port. */
export const HERD_CLIENTS = 200;

/** How long all of them may take to connect, in milliseconds: a browser holds handshakes back where many wait. */
const PATIENCE_MS = 60_000;

/** How many are asked for at a time at first, so that nothing has to be held back. */
const AT_A_TIME = 8;

const peakOver = (share: number) => (facts: HerdFacts) => facts.peakAsked > facts.clients * share;

const together: Choice<HerdFacts> = {
  id: 'together',
  label: `More than half of them within ${HERD_BIN_MS} ms`,
  holds: peakOver(1 / 2),
};

const bunched: Choice<HerdFacts> = {
  id: 'bunched',
  label: `Between a tenth and a half of them within ${HERD_BIN_MS} ms`,
  holds: peakOver(1 / 10),
};

const spread: Choice<HerdFacts> = {
  id: 'spread',
  label: `A tenth of them or fewer within any ${HERD_BIN_MS} ms`,
  holds: () => true,
};

/** Many clients that lose one server at the same moment. */
export const HERD: HerdScenario = {
  kind: 'herd',
  id: 'herd',
  title: 'The thundering herd',
  about: 'A server falls over, and everybody who was connected to it wants to connect again.',
  question: `How close together will ${HERD_CLIENTS} clients ask for a new connection?`,
  clients: HERD_CLIENTS,
  choices: [spread, bunched, together],
  steps: () => [
    `This page opens ${HERD_CLIENTS} real WebSocket clients, on a topic where nothing happens, through the WebSocket edge of this tab, where their bytes and connections count as the lane’s.`,
    'First their backoff is without jitter: every client waits the whole of its ceiling of 500 ms. All are reset at once.',
    'Then the same with jitter: every client waits a random time of up to 500 ms. The WebSocket lane is reset each time as well.',
    'When each client asked is taken on this page, when its connection came is taken at the edge. All are closed.',
  ],
};

/** What a run of the herd needs. */
export interface HerdStage {
  connect: Connect;
  url: string;
  topic: string;
  session: Pick<SessionHandle, 'drop' | 'onWire'>;
  random: () => number;
  /** The server's clock, as it is estimated. */
  serverNow: () => number;
  onStep: (step: string) => void;
  /** @default HERD_CLIENTS */
  clients?: number;
}

/** How far the estimate of the server's clock may be off, in milliseconds. */
const CLOCK_MARGIN_MS = 20;

/** Just below 1: with it for a random number, every wait is as long as its ceiling. */
const WITHOUT_JITTER = 1 - 2 ** -30;

/** Who hears the page is told of every twentieth client, and not of each. */
const roundly = (count: number): number => Math.floor(count / 20) * 20;

/** Lets a herd connect, drops it, and measures how it comes back. All clients are closed in the end. */
export async function runHerd(waiting: Waiting, jitter: boolean, stage: HerdStage): Promise<HerdFacts> {
  const { clock } = waiting;
  const { clients = HERD_CLIENTS, onStep } = stage;
  const name = jitter ? 'with jitter' : 'without jitter';
  const connections: Connection[] = [];
  const asked: number[] = [];
  let droppedAt: number | undefined;
  /** At the edge, on its own clock. */
  const edge: { droppedAt: number | undefined; reached: number[] } = { droppedAt: undefined, reached: [] };
  /** On the server's clock: what the capture still holds from before is not of this run. */
  let countedFrom = Number.POSITIVE_INFINITY;
  const stopWire = stage.session.onWire((record) => {
    if (record.kind !== 'connection' || record.transport !== 'websocket' || record.at < countedFrom) return;
    if (record.state === 'closed') {
      if (record.by === 'edge') edge.droppedAt ??= record.at;
    } else if (edge.droppedAt !== undefined) edge.reached.push(record.at - edge.droppedAt);
  });
  const openNow = (): number => connections.filter(({ state }) => state.name === 'open').length;

  try {
    for (let index = 0; index < clients; index++) {
      connections.push(
        stage.connect({
          url: stage.url,
          topic: stage.topic,
          clock,
          random: jitter ? stage.random : () => WITHOUT_JITTER,
          onEvent: () => undefined,
          onTrace: (trace) => {
            if (trace.kind === 'connecting' && droppedAt !== undefined) asked.push(trace.at - droppedAt);
          },
        }),
      );
      if (connections.length % AT_A_TIME > 0 && connections.length < clients) continue;
      onStep(`${name}: ${roundly(connections.length)} of ${clients} clients are asked to connect`);
      const isThere = await until(waiting, PATIENCE_MS, () => openNow() === connections.length);
      if (!isThere) throw new Error(`Only ${openNow()} of ${clients} clients could connect, so nothing was dropped`);
    }
    // A little early: the two clocks are only known to be so far apart. Nothing else is reset meanwhile.
    countedFrom = stage.serverNow() - CLOCK_MARGIN_MS;
    droppedAt = clock.now();
    await stage.session.drop('websocket');
    await until(waiting, PATIENCE_MS, () => {
      onStep(`${name}: at least ${roundly(openNow())} of ${clients} clients are connected again`);
      return asked.length >= clients && openNow() === clients;
    });
    const allOpenMs = openNow() === clients ? clock.now() - droppedAt : undefined;
    // The records of the capture may come a little later than what they tell of.
    await until(waiting, 3_000, () => edge.reached.length >= clients);
    return {
      clients,
      jitter,
      asked,
      reached: edge.reached,
      allOpenMs,
      peakAsked: peakWithin(asked, HERD_BIN_MS),
      peakReached: peakWithin(edge.reached, HERD_BIN_MS),
    };
  } finally {
    stopWire();
    for (const connection of connections) connection.close();
  }
}

/** What happened, from what was measured. */
export function explainHerd({ clients, jitter, peakAsked, peakReached, allOpenMs, asked, reached }: HerdFacts): string {
  const spanOf = (values: readonly number[]): number =>
    values.length === 0 ? 0 : Math.max(...values) - Math.min(...values);
  const name = jitter ? 'With jitter' : 'Without jitter';
  const first = `${name}, ${peakAsked} of ${clients} clients asked within the busiest ${HERD_BIN_MS} ms; ${peakReached} connections reached the edge within its busiest.`;
  const held =
    peakReached < peakAsked / 2 && spanOf(reached) > 2 * spanOf(asked)
      ? ` They asked over ${(spanOf(asked) / 1_000).toFixed(1)} s and came over ${(spanOf(reached) / 1_000).toFixed(1)} s: between the two is this browser, which holds its handshakes back where many wait. Clients in browsers of their own would not wait for each other.`
      : '';
  const last =
    allOpenMs === undefined
      ? ' Not all were open again when the run ended.'
      : ` All were open again after ${(allOpenMs / 1_000).toFixed(1)} s.`;
  return `${first}${held}${last}`;
}
