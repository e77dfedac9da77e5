import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';

/** A relay that keeps what goes over its first WebSocket, handshakes left out. */
export interface Tapped extends AsyncDisposable {
  readonly port: number;
  /** What the client sent after its handshake. */
  up(): Uint8Array;
  down(): Uint8Array;
}

/** Stands before a server on this machine. */
export async function tap(port: number): Promise<Tapped> {
  const connections: { up: Buffer[]; down: Buffer[] }[] = [];
  const relay = createServer((client) => {
    const kept = { up: [] as Buffer[], down: [] as Buffer[] };
    connections.push(kept);
    const server = connect(port, '127.0.0.1');
    client.on('data', (chunk) => kept.up.push(chunk)).on('error', () => server.destroy());
    server.on('data', (chunk) => kept.down.push(chunk)).on('error', () => client.destroy());
    client.pipe(server);
    server.pipe(client);
  });
  await once(relay.listen(0, '127.0.0.1'), 'listening');

  const after = (direction: 'up' | 'down') => {
    const all = connections.map((kept) => Buffer.concat(kept[direction]));
    const upgraded = connections.findIndex(({ down }) => Buffer.concat(down).includes('HTTP/1.1 101'));
    const bytes = all[upgraded] ?? Buffer.alloc(0);
    return new Uint8Array(bytes.subarray(bytes.indexOf('\r\n\r\n') + 4));
  };
  return {
    port: (relay.address() as AddressInfo).port,
    up: () => after('up'),
    down: () => after('down'),
    async [Symbol.asyncDispose]() {
      relay.close();
      await once(relay, 'close');
    },
  };
}
