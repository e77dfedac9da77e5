import { EventEmitter, once } from 'node:events';
import { createServer, get, type IncomingMessage } from 'node:http';
import type { LabMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';
import { listen } from '../listen.ts';

const EVENTS = 60;
const BUFFER_BYTES = 4_096;

export const measure: LabMeasure = async () => {
  const largest = await largestPiece(BUFFER_BYTES);
  const passed = await largestPiece(1);
  expectControl(passed * 2 < largest, `smaller pieces where nothing is collected, got ${passed} events in one`);
  return { value: largest, details: { 'where nothing is collected': passed } };
};

/** Reads a stream through a proxy that collects so many bytes. @returns how many events its largest piece brought */
async function largestPiece(bufferBytes: number): Promise<number> {
  const taken = new EventEmitter();
  const server = createServer(async (_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' }).flushHeaders();
    for (let id = 1; id <= EVENTS; id++) {
      response.write(`id: ${id}\ndata: ${'x'.repeat(85)}\n\n`);
      await once(taken, 'piece');
    }
    response.end();
  });
  const atServer = await listen(server);
  const proxy = createServer((_request, response) => {
    get({ port: atServer.port, agent: false }, (answer: IncomingMessage) => {
      response.writeHead(answer.statusCode ?? 502, { 'Content-Type': 'text/event-stream' }).flushHeaders();
      let held: Buffer[] = [];
      let heldBytes = 0;
      const pass = (): void => {
        if (heldBytes > 0) response.write(Buffer.concat(held));
        held = [];
        heldBytes = 0;
      };
      answer.on('data', (piece: Buffer) => {
        held.push(piece);
        heldBytes += piece.length;
        if (heldBytes >= bufferBytes) pass();
        // The next event is written when this one is here, and has had its chance to be read.
        setImmediate(() => setImmediate(() => taken.emit('piece')));
      });
      answer.on('end', () => {
        pass();
        response.end();
      });
    });
  });
  const atProxy = await listen(proxy);
  try {
    let largest = 0;
    const [answer] = (await once(get({ port: atProxy.port, agent: false }), 'response')) as [IncomingMessage];
    answer.setEncoding('utf8').on('data', (text: string) => {
      largest = Math.max(largest, text.split('\n\n').length - 1);
    });
    await once(answer, 'end');
    return largest;
  } finally {
    await atProxy.close();
    await atServer.close();
  }
}
