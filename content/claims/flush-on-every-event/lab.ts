import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { LabMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';
import { startPublishLog } from '../publish-log.ts';

export const measure: LabMeasure = async () => {
  const stored = { 'with an id for every try': 0, 'with an id made once': 0 };
  for (const kind of ['with an id for every try', 'with an id made once'] as const) {
    stored[kind] = await copiesOf(kind === 'with an id made once');
  }
  expectControl(stored['with an id made once'] === 1, 'one copy of what keeps its id');
  return {
    value: stored['with an id for every try'],
    details: { 'with an id made once': stored['with an id made once'] },
  };
};

async function copiesOf(isIdKept: boolean): Promise<number> {
  // The answers of the first connection are lost: it ends after the second publish.
  let publishes = 0;
  const log = await startPublishLog('127.0.0.1', (_, socket) => {
    publishes++;
    if (publishes === 2) socket.terminate();
    return publishes > 2;
  });
  let tries = 0;
  const unacknowledged = new Map([[1, 'one']]);
  try {
    let socket = new WebSocket(`${log.url}/events`);
    const flush = (): void => {
      for (const [n, text] of unacknowledged) {
        const id = isIdKept ? `message-${n}` : `try-${++tries}`;
        socket.send(JSON.stringify({ op: 'publish', id, topic: 't', type: 'note', data: { n, text } }));
      }
    };
    await once(socket, 'open');
    // The handlers of the two events, as the platform would call them one after the other.
    flush();
    flush();
    socket.on('error', () => undefined);
    await once(socket, 'close');

    socket = new WebSocket(`${log.url}/events`);
    await once(socket, 'open');
    flush();
    await once(socket, 'message');
    unacknowledged.clear();
    socket.terminate();
    return log.stored.length;
  } finally {
    await log.close();
  }
}
