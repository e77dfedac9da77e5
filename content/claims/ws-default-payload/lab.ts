import { once } from 'node:events';
import type { Socket } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { WebSocket } from 'ws';
import type { LabMeasure } from '../claim.ts';
import { type SocketServer, startSocketServer } from '../socket-server.ts';

const LARGEST_TRIED = 2 ** 31;
const HEADER_BYTES = 14;

export const measure: LabMeasure = async () => {
  const server = await startSocketServer();
  try {
    let taken = 0;
    let refused = LARGEST_TRIED;
    let code = 0;
    while (refused - taken > 1) {
      const middle = Math.floor((taken + refused) / 2);
      const answer = await announce(server, middle);
      if (answer === undefined) taken = middle;
      else [refused, code] = [middle, answer];
    }
    return { value: taken, details: { 'one byte more is closed with': code } };
  } finally {
    await server.close();
  }
};

/** Sends the header of a binary frame, and nothing after it. @returns the close code, or nothing where the rest is awaited */
async function announce(server: SocketServer, bytes: number): Promise<number | undefined> {
  const client = new WebSocket(server.url);
  const accepting = once(server.sockets, 'connection');
  try {
    await once(client, 'open');
    const [accepted] = (await accepting) as [WebSocket];
    const closed = once(client, 'close').then(([code]) => code as number);
    let isRefused = false;
    accepted.on('error', () => (isRefused = true));
    const header = Buffer.alloc(HEADER_BYTES);
    header.set([0x82, 0xff]);
    header.writeBigUInt64BE(BigInt(bytes), 2);
    const { bytesRead } = tcpOf(accepted);
    tcpOf(client).write(header);
    while (tcpOf(accepted).bytesRead < bytesRead + HEADER_BYTES) await turn();
    // It is decided as it is read; the event may take a turn.
    for (let turns = 0; turns < 3; turns++) await turn();
    return isRefused ? await closed : undefined;
  } finally {
    client.terminate();
  }
}

const tcpOf = (socket: WebSocket): Socket => (socket as unknown as { _socket: Socket })._socket;
