import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { vi } from 'vitest';
import {
  decodeSessionInfo,
  type SessionInfo,
  type SessionRequest,
  type Telemetry,
  type TransportId,
  type WireBytes,
  type WireConnection,
} from '../../lib/protocol/index.ts';
import { send } from './wire/http.ts';

/** Opens a session of a lab. */
export async function openSession(control: string, request?: SessionRequest): Promise<SessionInfo> {
  const body = request === undefined ? {} : { body: JSON.stringify(request) };
  const answer = await send(`${control}/sessions`, { method: 'POST', ...body });
  if (answer.status !== 201) throw new Error(`Expected a session, got ${answer.status}: ${answer.text}`);
  return decodeSessionInfo(answer.body);
}

/** Asks control for something about a session: `PUT` where there is a body of toxics, else `POST`. */
export function askSession({ id, control }: SessionInfo, path: string, init: RequestInit = {}) {
  return send(`${control}/sessions/${id}/${path}`, { method: 'POST', ...init });
}

/** Sets the toxics of a transport. */
export function setToxics(session: SessionInfo, transport: TransportId, toxics: unknown) {
  return askSession(session, `toxics/${transport}`, { method: 'PUT', body: JSON.stringify(toxics) });
}

/** One message of a stream, as it came. */
export interface TelemetryMessage {
  event: string;
  id: string | undefined;
  data: unknown;
}

/** An open telemetry. */
export interface TelemetryReader extends Disposable {
  readonly response: IncomingMessage;
  readonly messages: TelemetryMessage[];
  /** The counters, as they came. */
  counters(): Telemetry[];
  /** The bytes of the capture, as they came, with the ids of their records. */
  wire(): (WireBytes & { id: number })[];
  connections(): (WireConnection & { id: number })[];
  /** Fulfils when what came so far is as expected. */
  until(isEnough: (reader: TelemetryReader) => boolean, what: string): Promise<void>;
  /** Fulfils when the stream has ended, and rejects when it was broken off. */
  readonly ended: Promise<void>;
}

/** Reads a session's telemetry: `query` is what follows the `?`. */
export async function openTelemetry(
  { id, control }: SessionInfo,
  query = '',
  headers: Record<string, string> = {},
): Promise<TelemetryReader> {
  const request = get(`${control}/sessions/${id}/telemetry?${query}`, { headers, agent: false });
  request.on('error', () => undefined);
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  const messages: TelemetryMessage[] = [];
  let rest = '';
  response.setEncoding('utf8').on('data', (chunk: string) => {
    const blocks = (rest + chunk).split('\n\n');
    rest = blocks.pop() ?? '';
    messages.push(...blocks.map(readBlock));
  });
  const ended = once(response, 'end').then(() => undefined);
  ended.catch(() => undefined);

  const of = <Data>(event: string) =>
    messages.flatMap((message) =>
      message.event === event ? [{ ...(message.data as Data), id: Number(message.id) }] : [],
    );
  const reader: TelemetryReader = {
    response,
    messages,
    counters: () => of<Telemetry>('message'),
    wire: () => of<WireBytes>('wire'),
    connections: () => of<WireConnection>('connection'),
    until: (isEnough, what) =>
      vi.waitFor(
        () => {
          if (isEnough(reader)) return;
          throw new Error(
            `Waited in vain for ${what}, got at last ${JSON.stringify(messages.slice(-2)).slice(0, 800)}`,
          );
        },
        { timeout: 8_000, interval: 5 },
      ),
    ended,
    [Symbol.dispose]: () => request.destroy(),
  };
  return reader;
}

function readBlock(block: string): TelemetryMessage {
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];
  return { event: field('event') ?? 'message', id: field('id'), data: JSON.parse(field('data') ?? 'null') };
}

/** All bytes of one direction that a transport's connections carried, in the order of their records. */
export function bytesOf(reader: TelemetryReader, transport: TransportId, direction: 'up' | 'down'): Buffer {
  const records = reader.wire().filter((wire) => wire.transport === transport && wire.direction === direction);
  return Buffer.concat(records.map(({ bytes }) => Buffer.from(bytes, 'base64')));
}
