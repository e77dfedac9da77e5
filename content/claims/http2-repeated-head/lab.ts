import { once } from 'node:events';
import { connect, createServer } from 'node:http2';
import type { Socket } from 'node:net';
import type { LabMeasure } from '../claim.ts';
import { listen } from '../listen.ts';

const FIELDS = {
  ':path': '/events?topic=ticker&after=42',
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36',
  'sec-ch-ua': '"Chromium";v="156", "Not(A:Brand";v="8"',
  'sec-ch-ua-mobile': '?0',
  'sec-ch-ua-platform': '"Linux"',
  accept: '*/*',
  'accept-encoding': 'gzip, deflate, br, zstd',
  'accept-language': 'en-GB,en;q=0.9',
  'sec-fetch-site': 'same-origin',
  'sec-fetch-mode': 'cors',
  'sec-fetch-dest': 'empty',
  referer: 'http://127.0.0.1/lessons/polling',
};
const REQUESTS = 10;

export const measure: LabMeasure = async () => {
  const server = createServer();
  let connection: Socket | undefined;
  server.on('connection', (socket: Socket) => (connection = socket));
  server.on('stream', (stream) => {
    stream.respond({ ':status': 204 }, { endStream: true });
  });
  const { url, close } = await listen(server);
  const client = connect(url.http);
  try {
    await once(client, 'remoteSettings');
    await pinged(client);
    const sizes: number[] = [];
    for (let request = 0; request < REQUESTS; request++) {
      const before = connection?.bytesRead ?? 0;
      const stream = client.request(FIELDS, { endStream: true });
      await once(stream.resume(), 'close');
      sizes.push((connection?.bytesRead ?? 0) - before);
    }
    return { value: sizes.at(-1) ?? 0, details: { 'the first request': `${sizes[0]} B` } };
  } finally {
    client.destroy();
    await close();
  }
};

/** What was sent before a ping has been read when its answer comes. */
function pinged(client: ReturnType<typeof connect>): Promise<void> {
  return new Promise((resolve, reject) => client.ping((error) => (error === null ? resolve() : reject(error))));
}
