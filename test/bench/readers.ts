/**
 * The load of the benchmark: a process that holds raw TCP readers and counts the events that reach them, as cheaply as
 * it can, so that the server under test is what limits the run.
 *
 * Started with `fork`. Messages in: {@link ReaderCommand}; messages out: {@link ReaderReport}.
 */
import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

/** How a reader subscribes and how its bytes are divided into events. */
export type Dialect = 'sse' | 'websocket' | 'socket-io';

/** What the benchmark tells its readers. */
export type ReaderCommand =
  | { command: 'open'; dialect: Dialect; port: number; readers: number; topic: string }
  | { command: 'expect'; eventsPerReader: number };

/** What the readers tell the benchmark. `atMs` is the wall clock when the last event of the last reader was there. */
export type ReaderReport = { report: 'ready' } | { report: 'expecting' } | { report: 'delivered'; atMs: number };

interface Reader {
  socket: Socket;
  units: number;
  pong: Buffer | undefined;
}

/** How often a sign of life is sent unasked, in milliseconds: more often than any server pings, so none has to. */
const PONG_MS = 10_000;

const readers: Reader[] = [];
let awaited = 0;
let missing = 0;

process.on('message', (message: ReaderCommand) => {
  switch (message.command) {
    case 'open':
      void open(message).then(() => report({ report: 'ready' }));
      return;
    case 'expect':
      for (const reader of readers) reader.units = 0;
      awaited = message.eventsPerReader;
      missing = readers.length;
      // The events come another way than this message did: only when it has been read may they set out.
      return report({ report: 'expecting' });
  }
});

setInterval(() => {
  for (const { socket, pong } of readers) if (pong !== undefined) socket.write(pong);
}, PONG_MS).unref();

function report(message: ReaderReport): void {
  process.send?.(message);
}

async function open({ dialect, port, readers: count, topic }: Extract<ReaderCommand, { command: 'open' }>) {
  for (let index = 0; index < count; index += 25) {
    const batch = Array.from({ length: Math.min(25, count - index) }, () => openOne(dialect, port, topic));
    readers.push(...(await Promise.all(batch)));
  }
}

/** Opens one reader and fulfils when the server has answered its subscription. */
function openOne(dialect: Dialect, port: number, topic: string): Promise<Reader> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    const reader: Reader = { socket, units: 0, pong: pongOf(dialect) };
    const count = dialect === 'sse' ? blankLines() : frames();
    let head = '';
    socket.setNoDelay(true);
    socket.on('error', reject);
    socket.on('close', () => reject(new Error(`The server ended a connection before it stood: ${head}`)));
    socket.write(requestHead(dialect, port, topic));
    const onReady = () => {
      socket.off('data', onHead);
      socket.on('close', () => {
        throw new Error('The server ended a connection in the midst of a run');
      });
      socket.on('data', (bytes) => {
        const before = reader.units;
        reader.units += count(bytes);
        if (before < awaited && reader.units >= awaited && --missing === 0) {
          report({ report: 'delivered', atMs: performance.timeOrigin + performance.now() });
        }
      });
      resolve(reader);
    };
    const step = handshake(dialect, topic);
    const onHead = (bytes: Buffer) => {
      head += bytes.toString('latin1');
      const answer = step(head);
      if (answer === 'ready') onReady();
      else if (answer) socket.write(answer);
    };
    socket.on('data', onHead);
  });
}

function requestHead(dialect: Dialect, port: number, topic: string): string {
  const upgrade = `Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n`;
  const host = `Host: 127.0.0.1:${port}\r\n`;
  switch (dialect) {
    case 'sse':
      return `GET /events?topic=${topic} HTTP/1.1\r\n${host}\r\n`;
    case 'websocket':
      return `GET /events HTTP/1.1\r\n${host}${upgrade}\r\n`;
    case 'socket-io':
      return `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\n${host}${upgrade}\r\n`;
  }
}

/** What to write at each stage of a subscription, and when it stands. Each text is looked for in all that has come. */
function handshake(dialect: Dialect, topic: string): (head: string) => Buffer | 'ready' | undefined {
  const stages: [string, Buffer | 'ready'][] =
    dialect === 'sse'
      ? [['event: subscribed', 'ready']]
      : dialect === 'websocket'
        ? [
            ['HTTP/1.1 101', maskedText(JSON.stringify({ op: 'subscribe', topic }))],
            ['subscribed', 'ready'],
          ]
        : [
            ['0{"sid"', maskedText('40')],
            ['40{"sid"', maskedText(`420${JSON.stringify(['subscribe', { topic }])}`)],
            ['430[', 'ready'],
          ];
  let stage = 0;
  return (head) => {
    const [text, answer] = stages[stage] ?? [];
    if (text === undefined || !head.includes(text)) return undefined;
    stage++;
    return answer;
  };
}

/** What tells a server that a reader is there: a pong frame, or the pong of Engine.IO, which is the text 3. */
function pongOf(dialect: Dialect): Buffer | undefined {
  switch (dialect) {
    case 'sse':
      return undefined;
    case 'websocket':
      return maskedFrame(0x8a, '');
    case 'socket-io':
      return maskedText('3');
  }
}

function maskedText(text: string): Buffer {
  return maskedFrame(0x81, text);
}

/** A short frame as a client sends it: masked, with a mask of zeros. @see RFC 6455 section 5.2 */
function maskedFrame(head: number, text: string): Buffer {
  const payload = Buffer.from(text);
  return Buffer.concat([Buffer.from([head, 0x80 | payload.length, 0, 0, 0, 0]), payload]);
}

/** Counts the blank lines that end the events of a stream. */
function blankLines(): (bytes: Buffer) => number {
  let endedInLine = false;
  return (bytes) => {
    let found = endedInLine && bytes[0] === 0x0a ? 1 : 0;
    for (let at = bytes.indexOf('\n\n'); at !== -1; at = bytes.indexOf('\n\n', at + 2)) found++;
    endedInLine = bytes[bytes.length - 1] === 0x0a && bytes[bytes.length - 2] !== 0x0a;
    return found;
  };
}

/** Counts complete WebSocket frames, skipping their payloads. @see RFC 6455 section 5.2 */
function frames(): (bytes: Buffer) => number {
  let skip = 0;
  let header: number[] = [];
  return (bytes) => {
    let found = 0;
    let at = 0;
    while (at < bytes.length) {
      if (skip > 0) {
        const step = Math.min(skip, bytes.length - at);
        skip -= step;
        at += step;
        if (skip === 0) found++;
        continue;
      }
      header.push(bytes[at++] ?? 0);
      const short = (header[1] ?? 0) & 0x7f;
      const size = header.length < 2 ? Infinity : short < 126 ? 2 : short === 126 ? 4 : 10;
      if (header.length < size) continue;
      skip = short < 126 ? short : header.slice(2).reduce((sum, byte) => sum * 256 + byte, 0);
      header = [];
      if (skip === 0) found++;
    }
    return found;
  };
}
