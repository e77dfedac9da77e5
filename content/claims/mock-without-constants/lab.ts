import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { LabMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';
import { startPublishLog } from '../publish-log.ts';

interface SocketLike {
  readonly readyState: number | undefined;
  send(text: string): void;
}

/** The guard that is under test: it takes the constant from whatever class stands in the place of `WebSocket`. */
function sendWhereOpen(socket: SocketLike, kind: { readonly OPEN?: number }): boolean {
  if (socket.readyState !== kind.OPEN) return false;
  socket.send('x');
  return true;
}

/** A mock as it is often written: no constants, and a state that is taken from them. */
class MockWebSocket {
  static readonly OPEN?: number;
  static readonly CLOSED?: number;
  readyState = MockWebSocket.OPEN;
  sent: string[] = [];
  send(text: string): void {
    this.sent.push(text);
  }
  close(): void {
    this.readyState = MockWebSocket.CLOSED;
  }
}

export const measure: LabMeasure = async () => {
  const mocks = [new MockWebSocket(), new MockWebSocket(), new MockWebSocket(), new MockWebSocket()];
  // Connecting, open, closing, closed: as far as such a mock knows them.
  for (const mock of mocks.slice(2)) mock.close();
  const onMock = mocks.filter((mock) => sendWhereOpen(mock, MockWebSocket)).length;

  const log = await startPublishLog('127.0.0.1', () => false);
  const socket = new WebSocket(`${log.url}/events`);
  try {
    const states: boolean[] = [];
    const look = (): void =>
      void states.push(sendWhereOpen({ readyState: socket.readyState, send: () => undefined }, WebSocket));
    look();
    await once(socket, 'open');
    look();
    socket.close();
    look();
    await once(socket, 'close');
    look();
    const onReal = states.filter(Boolean).length;
    expectControl(onReal === 1, `a guard that lets through one state of a real one, got ${onReal}`);
    return { value: onMock, details: { 'on a real one': onReal } };
  } finally {
    socket.terminate();
    await log.close();
  }
};
