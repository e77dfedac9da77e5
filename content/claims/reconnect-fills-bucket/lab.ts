import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { LabMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';
import { startSocketServer } from '../socket-server.ts';

const CONNECTIONS = 10;
/** What a client tries to send on each connection. */
const SENT = 20;
/** What a bucket holds, and how long it takes to gain one more, in milliseconds: longer than all of this. */
const CAPACITY = 10;
const REFILL_MS = 60_000;

/** Whether one more message is taken. */
type Bucket = () => boolean;

function createBucket(): Bucket {
  let tokens = CAPACITY;
  let countedAt = performance.now();
  return () => {
    const now = performance.now();
    tokens = Math.min(CAPACITY, tokens + (now - countedAt) / REFILL_MS);
    countedAt = now;
    if (tokens < 1) return false;
    tokens--;
    return true;
  };
}

export const measure: LabMeasure = async () => {
  const perConnection = await flood(createBucket);
  const buckets = new Map<string, Bucket>();
  const perAddress = await flood((address) => {
    const bucket = buckets.get(address) ?? createBucket();
    buckets.set(address, bucket);
    return bucket;
  });
  expectControl(perAddress === CAPACITY, `${CAPACITY} messages with a bucket for the address, got ${perAddress}`);
  return {
    value: perConnection,
    details: { sent: CONNECTIONS * SENT, 'with a bucket for the address': perAddress },
  };
};

/** Sends too much on one connection after the other. @returns how many messages were taken */
async function flood(bucketOf: (address: string) => Bucket): Promise<number> {
  const server = await startSocketServer((socket, { socket: { remoteAddress = '' } }) => {
    const isTaken = bucketOf(remoteAddress);
    socket.on('message', () => socket.send(isTaken() ? 'taken' : 'refused'));
  });
  let taken = 0;
  try {
    for (let connection = 0; connection < CONNECTIONS; connection++) {
      const client = new WebSocket(server.url);
      await once(client, 'open');
      taken += await countTaken(client);
      client.terminate();
    }
    return taken;
  } finally {
    await server.close();
  }
}

/** Sends more than a bucket holds, and waits for the answer to each. */
function countTaken(client: WebSocket): Promise<number> {
  return new Promise((resolve) => {
    let [answers, taken] = [0, 0];
    client.on('message', (answer) => {
      if (String(answer) === 'taken') taken++;
      if (++answers === SENT) resolve(taken);
    });
    for (let message = 0; message < SENT; message++) client.send('spam');
  });
}
