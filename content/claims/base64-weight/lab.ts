import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LabMeasure } from '../claim.ts';

const BYTES = 30_000;

export const measure: LabMeasure = async () => {
  const bytes = randomBytes(BYTES);
  const server = createServer((request, response) => {
    if (request.url === '/bytes') response.end(bytes);
    else response.setHeader('Content-Type', 'text/event-stream').end(`data: ${bytes.toString('base64')}\n\n`);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    const plain = await weigh(`${url}/bytes`);
    const event = await weigh(`${url}/event`);
    return { value: (event / plain - 1) * 100, details: { bytes: plain, 'as an event': event } };
  } finally {
    server.close();
    server.closeAllConnections();
  }
};

async function weigh(url: string): Promise<number> {
  return (await (await fetch(url)).arrayBuffer()).byteLength;
}
