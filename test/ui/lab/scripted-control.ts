import type { IncomingMessage, ServerResponse } from 'node:http';
import { TRANSPORT_IDS } from '../../../lib/protocol/index.ts';
import { startScripted } from '../../transports/scripted-server.ts';

/** A telemetry stream that a test writes to. */
export interface Stream {
  session: string;
  wire: boolean;
  after: string | undefined;
  isOpen: boolean;
  /** Sends one message; `id` where it is one of the capture. */
  send(message: { event?: string; id?: number; data: unknown }): void;
  /** Breaks the connection off. */
  cut(): void;
}

/** Telemetry in which every transport has the same traffic. */
export const telemetryOf = (bytes: number) => ({
  at: 1,
  transports: Object.fromEntries(
    TRANSPORT_IDS.map((id) => [id, { up: bytes, down: 2 * bytes, opened: 1, open: 1 }] as const),
  ),
});

/** As much of control as a session talks to, on a real port, doing what a test says. */
export async function startScriptedControl() {
  const sessions = new Set<string>();
  const streams: Stream[] = [];
  const asked: string[] = [];
  let made = 0;
  let isFull = false;
  let isDown = false;
  let own: string | undefined;

  const server = await startScripted({
    onRequest: (request, response) => void answer(request, response),
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (isDown) return void request.socket.destroy();
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const [path = '', query = ''] = (request.url ?? '').split('?');
    const [, , id = '', verb = ''] = path.split('/');
    asked.push(`${request.method} ${path} ${body}`.trim());
    const reply = (status: number, value?: unknown) => {
      response.writeHead(status, { 'Content-Type': 'application/json' });
      response.end(value === undefined ? '' : JSON.stringify(value));
    };
    if (path === '/sessions') {
      if (isFull) return reply(503, { code: 'server-full', detail: 'There are 50 sessions' });
      const made = open();
      return reply(201, { id: made, urls: urlsOf(made), control: own ?? server.http });
    }
    if (!sessions.has(id)) return reply(404, { code: 'not-found', detail: 'There is no such session' });
    if (request.method === 'DELETE') {
      sessions.delete(id);
      return reply(204);
    }
    if (verb === 'toxics') return reply(200, JSON.parse(body));
    if (verb === 'drop') return reply(200, { dropped: 2 });
    if (verb === 'silence') return reply(200, { silenced: 3 });
    if (verb === 'restart') return reply(200, JSON.parse(body));
    stream({ id, query, request, response });
  }

  function open(): string {
    const id = `s${++made}`;
    sessions.add(id);
    return id;
  }

  function stream(of: { id: string; query: string; request: IncomingMessage; response: ServerResponse }): void {
    const { id, query, request, response } = of;
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.write(':\n\n');
    const opened: Stream = {
      session: id,
      wire: query === 'wire=1',
      after: request.headers['last-event-id'] as string | undefined,
      isOpen: true,
      send({ event, id: recordId, data }) {
        const head = `${event ? `event: ${event}\n` : ''}${recordId === undefined ? '' : `id: ${recordId}\n`}`;
        response.write(`${head}data: ${JSON.stringify(data)}\n\n`);
      },
      cut: () => response.destroy(),
    };
    response.on('close', () => (opened.isOpen = false));
    streams.push(opened);
  }

  return {
    url: server.http,
    asked,
    /** All streams that were ever opened. */
    streams,
    /** Those that are open now. */
    open: () => streams.filter(({ isOpen }) => isOpen),
    setFull: (full: boolean) => void (isFull = full),
    /** Breaks every request off, as a lab that is down does, without forgetting anything. */
    setDown(down: boolean) {
      isDown = down;
      for (const one of streams) if (down) one.cut();
    },
    /** What sessions are told to be their own control; without it, this one. */
    setOwn: (url: string) => void (own = url),
    /** Forgets a session and breaks its streams off. */
    forget(id: string) {
      sessions.delete(id);
      for (const one of streams) if (one.session === id) one.cut();
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

const urlsOf = (id: string) =>
  Object.fromEntries(TRANSPORT_IDS.map((transport) => [transport, `http://127.0.0.1:1/${id}`]));
