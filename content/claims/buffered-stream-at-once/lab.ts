import { once } from 'node:events';
import { createServer, get, type IncomingMessage } from 'node:http';
import type { LabMeasure } from '../claim.ts';
import { listen } from '../listen.ts';

const EVENTS = 10;
const APART_MS = 50;

export const measure: LabMeasure = async () => {
  const source = createServer((_, response) => {
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
  const atSource = await listen(source);
  const proxy = createServer((_, response) => {
    get(atSource.url.http, (answer) => {
      const held: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => held.push(chunk));
      answer.on('end', () => response.writeHead(200, answer.headers).end(Buffer.concat(held)));
    });
  });
  const atProxy = await listen(proxy);
  try {
    const direct = await mostInOnePiece(atSource.url.http);
    const through = await mostInOnePiece(atProxy.url.http);
    // Where they come together even so, the proxy has shown nothing.
    return { value: direct < EVENTS ? through : -1, details: { 'without the proxy, at most': direct } };
  } finally {
    await atProxy.close();
    await atSource.close();
  }
};

/** The most events that a client is given at once. */
async function mostInOnePiece(url: string): Promise<number> {
  const [answer] = (await once(get(url, { agent: false }), 'response')) as [IncomingMessage];
  let most = 0;
  for await (const chunk of answer) most = Math.max(most, String(chunk).match(/^data: /gm)?.length ?? 0);
  return most;
}
