import { describe, expect, it } from 'vitest';
import { ownTopic } from '../../../lib/ui/lab/topic.ts';
import { CLIENT_KINDS, type ClientKind } from '../../../lib/ui/fault-test/client.ts';
import { type Edge, FAULT_KINDS, type FaultKind } from '../../../lib/ui/fault-test/faults.ts';
import { type Outcome, runSuite } from '../../../lib/ui/fault-test/run-suite.ts';
import { startTestLab } from '../../support/lab.ts';
import { askSession, openSession, setToxics } from '../../support/session.ts';
import { createSocket } from '../../transports/scripted-server.ts';

/** Runs the figure's suite in Node, over the edge of a session of its own. */
async function outcomesOf(kind: ClientKind, faultKind: FaultKind, boundMs = 10_000): Promise<readonly Outcome[]> {
  await using lab = await startTestLab();
  const session = await openSession(lab.urls.control);
  const edge: Edge = {
    setToxics: (toxics) => setToxics(session, 'websocket', toxics),
    silence: () => askSession(session, 'silence/websocket'),
  };
  const told: Outcome[] = [];
  const outcomes = await runSuite({
    kind,
    faultKind,
    boundMs,
    edge,
    urls: session.urls,
    createTopic: () => ownTopic('suite', Math.random),
    random: Math.random,
    createId: () => ownTopic('id', Math.random),
    createSocket,
    now: () => performance.now(),
    onOutcome: (outcome) => told.push(outcome),
    signal: new AbortController().signal,
  });
  expect(told).toEqual(outcomes);
  return outcomes;
}

const failed = (outcomes: readonly Outcome[]): string[] =>
  outcomes.flatMap(({ title, failure }) => (failure === undefined ? [] : [`${title}: ${failure}`]));

const DELIVERS = 'delivers each event once, in order';
const STORES = 'stores each publish once, also where its answer is lost';
const TAKES = 'takes a publish while it connects again';

describe.concurrent('the suite of the figure', () => {
  it.each(FAULT_KINDS)('passes for the client that is right, with the fault %s', async (fault) => {
    expect(failed(await outcomesOf('right', fault))).toEqual([]);
  });

  it.each(CLIENT_KINDS)('passes without a fault for the client %s, whatever its mistake', async (kind) => {
    expect(failed(await outcomesOf(kind, 'none'))).toEqual([]);
  });

  it.each([
    ['forgets-position', 'drop', [`${DELIVERS}: Expected the events to be 1, 2, 3, 4, 5, 6, 7, got 1, 2, 3, 7`]],
    ['forgets-position', 'silence', [`${DELIVERS}: Expected the events to be 1, 2, 3, 4, 5, 6, 7, got 1, 2, 3, 7`]],
    ['new-ids', 'drop', [`${STORES}: Expected the log to be 1, 2, 3, got 1, 2, 2, 3`]],
  ] as const)('finds the mistake of the client %s with the fault %s', async (kind, fault, expected) => {
    expect(failed(await outcomesOf(kind, fault))).toEqual(expected);
  });

  it.each(['drop', 'silence'] as const)('finds the client that sends before it is open with %s', async (fault) => {
    const found = failed(await outcomesOf('sends-early', fault));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(new RegExp(`^${TAKES}: .*(CONNECTING|not open)`));
  });

  it('finds the client that waits for a close with silence alone', async () => {
    expect(failed(await outcomesOf('waits-for-close', 'drop'))).toEqual([]);
    const found = failed(await outcomesOf('waits-for-close', 'silence', 1_500));
    expect(found.map((line) => line.split(':')[0])).toEqual([DELIVERS, STORES, TAKES]);
  });
});
