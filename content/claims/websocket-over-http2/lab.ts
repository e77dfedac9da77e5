import { once } from 'node:events';
import { type ClientHttp2Session, connect, createServer, type IncomingHttpHeaders } from 'node:http2';
import type { LabMeasure } from '../claim.ts';
import { listen } from '../listen.ts';

const EACH = 10;

/** A text frame of a client, masked, and the same from a server. */
const MASKED_HI = Buffer.from([0x81, 0x82, 1, 2, 3, 4, 0x68 ^ 1, 0x69 ^ 2]);
const HI = Buffer.from([0x81, 0x02, 0x68, 0x69]);

/** What belongs to the handshake of HTTP/1.1 alone. */
const OF_HTTP1 = ['upgrade', 'connection', 'sec-websocket-key', 'sec-websocket-accept'];

export const measure: LabMeasure = async () => {
  const server = createServer({ settings: { enableConnectProtocol: true } });
  const old = new Set<string>();
  const note = (headers: IncomingHttpHeaders): void => {
    for (const name of OF_HTTP1) if (name in headers) old.add(name);
  };
  let tcp = 0;
  server.on('connection', () => tcp++);
  server.on('stream', (stream, headers) => {
    stream.on('error', () => undefined);
    note(headers);
    if (headers[':method'] !== 'CONNECT') {
      stream.respond({ ':status': 200, 'content-type': 'text/event-stream' });
      stream.write('data: 1\n\n');
      return;
    }
    stream.respond({ ':status': headers[':protocol'] === 'websocket' ? 200 : 501 });
    stream.on('data', (frame: Buffer) => {
      if (frame.equals(MASKED_HI)) stream.write(HI);
    });
  });
  const { url, close } = await listen(server);
  const client = connect(url.http);
  try {
    const [settings] = (await once(client, 'remoteSettings')) as [{ enableConnectProtocol?: boolean }];
    if (settings.enableConnectProtocol !== true) throw new Error('Expected the server to allow Extended CONNECT');
    const each = Array.from({ length: EACH });
    const [sockets] = await Promise.all([
      Promise.all(each.map(() => openSocket(client, note))),
      Promise.all(each.map(() => openEvents(client))),
    ]);
    return {
      value: tcp,
      details: {
        WebSockets: sockets.length,
        'answered with': [...new Set(sockets)].join(', '),
        'fields of HTTP/1.1': old.size,
      },
    };
  } finally {
    client.destroy();
    await close();
  }
};

/** @returns the status, once a frame has come back */
async function openSocket(client: ClientHttp2Session, note: (headers: IncomingHttpHeaders) => void): Promise<number> {
  const stream = client.request(
    { ':method': 'CONNECT', ':protocol': 'websocket', ':path': '/events' },
    { endStream: false },
  );
  stream.on('error', () => undefined);
  const [headers] = (await once(stream, 'response')) as [IncomingHttpHeaders & { ':status': number }];
  note(headers);
  if (headers[':status'] !== 200) throw new Error(`Expected 200, got ${headers[':status']}`);
  stream.write(MASKED_HI);
  const [echo] = (await once(stream, 'data')) as [Buffer];
  if (!echo.equals(HI)) throw new Error('Expected the frame to come back');
  return headers[':status'];
}

/** Resolves with the first event; the stream stays open. */
async function openEvents(client: ClientHttp2Session): Promise<void> {
  const stream = client.request({ ':path': '/events', accept: 'text/event-stream' });
  stream.on('error', () => undefined);
  await once(stream, 'data');
}
