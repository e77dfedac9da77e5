import { parseArgs } from 'node:util';
import { createLedger, type LedgerCounts } from '../../lib/measure/ledger.ts';
import { TRANSPORT_IDS, type TransportId } from '../../lib/protocol/index.ts';
import { loadTransport } from '../../lib/transports/index.ts';
import type { Lab } from '../../servers/options.ts';
import { startLab } from '../../servers/start.ts';
import { createSocket } from '../transports/scripted-server.ts';

/**
 * The whole loss test: each transport carries 10,000 events at 500 a second while the server drops every connection ten
 * times. Prints a table of the ledgers, and ends with 1 where anything was lost, doubled or swapped.
 *
 *     npm run soak -- --events 10000 --rate 500 --drops 10
 */
const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '10000' },
    rate: { type: 'string', default: '500' },
    drops: { type: 'string', default: '10' },
    transport: { type: 'string', multiple: true },
  },
});
const events = Number(values.events);
const ratePerSecond = Number(values.rate);
const drops = Number(values.drops);
const ids = TRANSPORT_IDS.filter((id) => values.transport?.includes(id) ?? true);

/** The drops are spread over the time that the source takes. */
const dropEveryMs = ((events / ratePerSecond) * 1000) / (drops + 1);

/** How long a run may take beyond the time that the source needs, before it counts as stuck. */
const MARGIN_MS = 60_000;

interface Result extends LedgerCounts {
  id: TransportId;
  dropped: number;
  reconnections: number;
  resets: number;
  seconds: number;
}

async function soak(lab: Lab, id: TransportId): Promise<Result> {
  const connect = await loadTransport(id);
  const topic = `soak-${id}`;
  const ledger = createLedger({ after: 0 });
  const from = performance.now();
  let highest = 0;
  let dropped = 0;
  let reconnections = 0;
  let resets = 0;
  let onProgress = () => undefined as void;

  const connection = connect({
    url: lab.urls[id],
    topic,
    after: 0,
    log: lab.log,
    createSocket,
    intervalMs: 100,
    onEvent({ seq }) {
      ledger.receive(seq);
      highest = Math.max(highest, seq);
      onProgress();
    },
    onState: ({ name }) => {
      if (name === 'waiting') reconnections++;
      onProgress();
    },
    onReset: () => void resets++,
    onTrace({ kind }) {
      // As a request leaves or a message comes, so that a drop hits a reader that is reading.
      if (kind !== 'request' && kind !== 'message') return;
      if (dropped === drops || performance.now() - from < (dropped + 1) * dropEveryMs) return;
      dropped++;
      lab.drop(id);
    },
  });

  const body = JSON.stringify({ ratePerSecond, payloadBytes: 64, count: events });
  const headers = { 'Content-Type': 'application/json' };
  const answer = await fetch(`${lab.urls.control}/sources/${topic}`, { method: 'PUT', headers, body });
  if (!answer.ok) throw new Error(`Expected the source to be accepted, got ${answer.status}`);

  await new Promise<void>((resolve) => {
    const bound = setTimeout(resolve, (events / ratePerSecond) * 1000 + MARGIN_MS);
    onProgress = () => {
      if (highest < events && connection.state.name !== 'failed') return;
      clearTimeout(bound);
      resolve();
    };
  });
  connection.close();
  const counts = ledger.counts();
  const lost = counts.lost + Math.max(0, events - highest);
  return { id, ...counts, lost, dropped, reconnections, resets, seconds: (performance.now() - from) / 1000 };
}

const lab = await startLab({ port: 0, limits: { topicEvents: Math.max(10_000, events) } });
const results = await Promise.all(ids.map((id) => soak(lab, id)));
await lab.close();

console.log(`${events} events at ${ratePerSecond}/s over each transport, every connection dropped ${drops} times\n`);
console.table(
  Object.fromEntries(
    results.map(({ id, seconds, ...counts }) => [id, { ...counts, seconds: Number(seconds.toFixed(1)) }]),
  ),
);
const isClean = results.every(
  ({ received, lost, duplicated, reordered, skipped, dropped }) =>
    received === events && dropped === drops && lost + duplicated + reordered + skipped === 0,
);
console.log(isClean ? 'Nothing was lost, doubled or swapped.' : 'The ledgers are not clean.');
process.exitCode = isClean ? 0 : 1;
