import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { LabMeasure } from '../claim.ts';
import { listen } from '../listen.ts';

const BYTES = 30_000;

export const measure: LabMeasure = async () => {
  const bytes = randomBytes(BYTES);
  const server = createServer((request, response) => {
    if (request.url === '/bytes') response.end(bytes);
    else response.setHeader('Content-Type', 'text/event-stream').end(`data: ${bytes.toString('base64')}\n\n`);
  });
  const { url, close } = await listen(server);
  try {
    const plain = await weigh(`${url.http}/bytes`);
    const event = await weigh(`${url.http}/event`);
    return { value: (event / plain - 1) * 100, details: { bytes: plain, 'as an event': event } };
  } finally {
    await close();
  }
};

async function weigh(url: string): Promise<number> {
  return (await (await fetch(url)).arrayBuffer()).byteLength;
}
