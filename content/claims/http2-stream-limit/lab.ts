import { once } from 'node:events';
import { connect, createServer, type ClientHttp2Stream } from 'node:http2';
import type { LabMeasure } from '../claim.ts';
import { listen } from '../listen.ts';

const ASKED = 120;
const ALLOWED = 100;

export const measure: LabMeasure = async () => {
  const server = createServer({ settings: { maxConcurrentStreams: ALLOWED } });
  let atServer = 0;
  let ended = 0;
  server.on('stream', (stream) => {
    atServer++;
    stream.on('error', () => undefined).on('close', () => ended++);
    stream.respond({ ':status': 200, 'content-type': 'text/event-stream' });
    stream.write(': hello\n\n');
  });
  const { url, close } = await listen(server);
  const client = connect(url.http);
  try {
    await once(client, 'remoteSettings');
    const streams = Array.from({ length: ASKED }, () => {
      const stream: ClientHttp2Stream = client.request({ ':path': '/events', accept: 'text/event-stream' });
      return stream.on('error', () => undefined).resume();
    });
    await pinged(client);
    await pinged(client);
    const value = atServer - ended;
    // Those that waited come in as soon as others end.
    for (const stream of streams.slice(0, ASKED - ALLOWED)) stream.close();
    while (atServer < ASKED) await pinged(client);
    return { value, details: { 'asked for': ASKED, 'after twenty had ended': atServer } };
  } finally {
    client.destroy();
    await close();
  }
};

/** What was sent before a ping has been read when its answer comes. */
function pinged(client: ReturnType<typeof connect>): Promise<void> {
  return new Promise((resolve, reject) => client.ping((error) => (error === null ? resolve() : reject(error))));
}
