import { io, type Socket } from 'socket.io-client';
import { expect, vi } from 'vitest';
import type { Ack, Bounds, LabEvent, Reset } from '../../../lib/protocol/index.ts';

/** The two ways in which Socket.IO moves packets. */
export const WAYS = ['websocket', 'polling'] as const;

/** A Socket.IO client that keeps what it was told. */
export interface SocketIoReader extends Disposable {
  readonly socket: Socket;
  readonly events: LabEvent[];
  readonly resets: Reset[];
  /** Sends a message and fulfils with its ack. */
  ask(name: string, ...args: unknown[]): Promise<Ack<Partial<Bounds> & { seq?: number }>>;
  /** Fulfils when so many events have come. */
  until(events: number): Promise<void>;
}

/** Connects to the Socket.IO server of a lab, over one of its ways. */
export async function openSocketIo(
  url: string,
  { way = 'websocket', reconnection = false }: { way?: (typeof WAYS)[number]; reconnection?: boolean } = {},
): Promise<SocketIoReader> {
  const options = { transports: [way], forceNew: true, reconnection, reconnectionDelay: 20, reconnectionDelayMax: 50 };
  const socket = io(url, options);
  const events: LabEvent[] = [];
  const resets: Reset[] = [];
  socket.on('event', (event: LabEvent) => events.push(event));
  socket.on('reset', (reset: Reset) => resets.push(reset));
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', () => resolve());
    if (!reconnection) socket.once('connect_error', reject);
  });
  return {
    socket,
    events,
    resets,
    ask: (name, ...args) => socket.timeout(8_000).emitWithAck(name, ...args),
    until: (count) =>
      vi.waitFor(() => expect(events.length).toBeGreaterThanOrEqual(count), { timeout: 8_000, interval: 5 }),
    [Symbol.dispose]: () => void socket.disconnect(),
  };
}
