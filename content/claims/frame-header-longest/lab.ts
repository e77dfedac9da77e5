import { once } from 'node:events';
import type { Socket } from 'node:net';
import { WebSocket } from 'ws';
import type { LabMeasure } from '../claim.ts';
import { startSocketServer } from '../socket-server.ts';

const SIZES = [125, 126, 65_535, 65_536];

export const measure: LabMeasure = async () => {
  let accepted: WebSocket | undefined;
  const server = await startSocketServer((socket) => (accepted = socket));
  const client = new WebSocket(server.url, { perMessageDeflate: false });
  try {
    await once(client, 'open');
    if (accepted === undefined) throw new Error('Expected the server to have accepted');
    const { _socket: tcp } = accepted as unknown as { _socket: Socket };
    const headers: [string, number][] = [];
    for (const size of SIZES) {
      const before = tcp.bytesRead;
      client.send('a'.repeat(size));
      await once(accepted, 'message');
      headers.push([`around ${size.toLocaleString('en-GB')} B`, tcp.bytesRead - before - size]);
    }
    return { value: headers.at(-1)?.[1] ?? 0, details: Object.fromEntries(headers) };
  } finally {
    client.terminate();
    await server.close();
  }
};
