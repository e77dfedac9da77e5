import { once } from 'node:events';
import { connect, createServer } from 'node:http2';
import type { LabMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';
import { listen } from '../listen.ts';

const ASKED = 10;
const FIELDS = { ':status': 200, 'content-type': 'text/event-stream', 'cache-control': 'no-cache' };

export const measure: LabMeasure = async () => {
  const server = createServer();
  const errors = new Set<string>();
  server.on('stream', (stream, { ':path': path }) => {
    if (path === '/dropped') return;
    try {
      stream.respond(path === '/with' ? { ...FIELDS, connection: 'keep-alive' } : FIELDS);
      stream.end('data: 1\n\n');
    } catch (error) {
      errors.add((error as NodeJS.ErrnoException).code ?? String(error));
      stream.close();
    }
  });
  // The interface that is like HTTP/1.1’s drops the field, and writes a warning.
  server.on('request', ({ url }, response) => {
    if (url !== '/dropped') return;
    response.setHeader('Connection', 'keep-alive');
    response.end('data: 1\n\n');
  });
  const { url, close } = await listen(server);
  const client = connect(url.http);
  try {
    const value = await countBegun(client, '/with');
    const without = await countBegun(client, '/without');
    expectControl(without === ASKED, `${ASKED} streams without the field, got ${without}`);
    const dropped = await countBegun(client, '/dropped');
    return {
      value,
      details: { 'without it': without, 'where Node drops it': dropped, error: [...errors].join(', ') },
    };
  } finally {
    client.destroy();
    await close();
  }
};

/** Asks for streams, and counts those that have a status. */
async function countBegun(client: ReturnType<typeof connect>, path: string): Promise<number> {
  let begun = 0;
  for (let stream = 0; stream < ASKED; stream++) {
    const request = client.request({ ':path': path }).on('response', () => begun++);
    request.on('error', () => undefined);
    await once(request.resume(), 'close');
  }
  return begun;
}
