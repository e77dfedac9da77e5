import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LabMeasure } from '../claim.ts';

const EVENTS = 10;
const APART_MS = 50;

export const measure: LabMeasure = async () => {
  const source = await start((_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    let written = 0;
    const timer = setInterval(() => {
      response.write(`data: ${++written}\n\n`);
      if (written < EVENTS) return;
      clearInterval(timer);
      response.end();
    }, APART_MS);
    response.on('close', () => clearInterval(timer));
  });
  const proxy = await start((_, response) => {
    get(source.url, (answer) => {
      const held: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => held.push(chunk));
      answer.on('end', () => response.writeHead(200, answer.headers).end(Buffer.concat(held)));
    });
  });
  try {
    const direct = await mostInOnePiece(source.url);
    const through = await mostInOnePiece(proxy.url);
    // Where they come together even so, the proxy has shown nothing.
    return { value: direct < EVENTS ? through : -1, details: { 'without the proxy, at most': direct } };
  } finally {
    await proxy.close();
    await source.close();
  }
};

/** The most events that a client is given at once. */
async function mostInOnePiece(url: string): Promise<number> {
  const [answer] = (await once(get(url, { agent: false }), 'response')) as [IncomingMessage];
  let most = 0;
  for await (const chunk of answer) most = Math.max(most, String(chunk).match(/^data: /gm)?.length ?? 0);
  return most;
}

async function start(answer: RequestListener): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer(answer);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
