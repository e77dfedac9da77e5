import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { LabMeasure } from '../claim.ts';
import { startSocketServer } from '../socket-server.ts';

const POSITIONS = 20;
const EVERY_MS = 16;
const INTERVAL_MS = 50;

export const measure: LabMeasure = async () => {
  const [bare, trailing] = [await lastArrived(leadingOnly()), await lastArrived(withTrailing())];
  return {
    value: bare,
    details: { 'moved to': POSITIONS, 'without a trailing call': bare, 'with one': trailing },
  };
};

function leadingOnly(): number[] {
  let nextAt = 0;
  return moves()
    .filter((at) => {
      if (at < nextAt) return false;
      nextAt = at + INTERVAL_MS;
      return true;
    })
    .map((at) => at / EVERY_MS + 1);
}

/** At the end of each interval, what came last in it. */
function withTrailing(): number[] {
  const sent = new Set<number>();
  for (let from = 0; from < POSITIONS * EVERY_MS; from += INTERVAL_MS) {
    const inside = moves().filter((at) => at >= from && at < from + INTERVAL_MS);
    const newest = inside.at(-1);
    if (newest !== undefined) sent.add(newest / EVERY_MS + 1);
  }
  return [...sent];
}

function moves(): number[] {
  return Array.from({ length: POSITIONS }, (_, index) => index * EVERY_MS);
}

/** Sends them, and tells which one the server got last. */
async function lastArrived(positions: readonly number[]): Promise<number> {
  let last = 0;
  let onClose: () => void = () => undefined;
  const closed = new Promise<void>((resolve) => (onClose = resolve));
  const server = await startSocketServer((socket) => {
    socket.on('message', (data: Buffer) => (last = Number(data.toString())));
    socket.on('close', () => onClose());
  });
  const client = new WebSocket(server.url);
  try {
    await once(client, 'open');
    for (const position of positions) client.send(String(position));
    client.close(1000);
    await closed;
    return last;
  } finally {
    client.terminate();
    await server.close();
  }
}
