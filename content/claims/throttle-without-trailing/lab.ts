import { once } from 'node:events';
import { type Clock, createClock } from '@sinonjs/fake-timers';
import { WebSocket } from 'ws';
import type { LabMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';
import { startSocketServer } from '../socket-server.ts';

const POSITIONS = 20;
const EVERY_MS = 16;
const INTERVAL_MS = 50;

type Send = (position: number) => void;
type Throttle = (send: Send, clock: Clock) => Send;

/** As it is commonly written: what comes within the interval is dropped. */
const leadingOnly: Throttle = (send, clock) => {
  let nextAt = 0;
  return (position) => {
    if (clock.now < nextAt) return;
    nextAt = clock.now + INTERVAL_MS;
    send(position);
  };
};

/** The first at once, and at the end of the interval the newest that came within it. */
const withTrailing: Throttle = (send, clock) => {
  let isWaiting = false;
  let newest: number | undefined;
  const onInterval = (): void => {
    isWaiting = newest !== undefined;
    if (newest === undefined) return;
    send(newest);
    newest = undefined;
    clock.setTimeout(onInterval, INTERVAL_MS);
  };
  return (position) => {
    newest = position;
    if (!isWaiting) onInterval();
  };
};

export const measure: LabMeasure = async () => {
  const [bare, trailing] = [await lastArrived(leadingOnly), await lastArrived(withTrailing)];
  expectControl(trailing === POSITIONS, `the last position with a trailing call, got ${trailing}`);
  return {
    value: bare,
    details: { 'moved to': POSITIONS, 'without a trailing call': bare, 'with one': trailing },
  };
};

/** Moves a pointer on a clock that is turned by hand, and tells which position the server got last. */
async function lastArrived(throttle: Throttle): Promise<number> {
  const clock = createClock(0);
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
    const move = throttle((position) => client.send(String(position)), clock);
    for (let position = 1; position <= POSITIONS; position++) {
      move(position);
      clock.tick(EVERY_MS);
    }
    clock.runAll();
    client.close(1000);
    await closed;
    return last;
  } finally {
    client.terminate();
    await server.close();
  }
}
