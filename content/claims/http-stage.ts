import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { listen } from './listen.ts';

/** An HTTP server that pages of some origins may read, and what it has seen. */
export interface HttpStage {
  server: Server;
  /** Its base address, without a trailing slash. */
  url: string;
  /** Connections ever accepted, and those that stand. */
  counts: { opened: number; open: number; requests: number };
  close(): Promise<void>;
}

/** Starts a server for a claim that a browser measures. Preflights are answered, and not counted as requests. */
export async function startHttpStage(
  { host, origins }: { host: string; origins: readonly string[] },
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<HttpStage> {
  const counts = { opened: 0, open: 0, requests: 0 };
  const server = createServer((request, response) => {
    const { origin } = request.headers;
    if (origin !== undefined && origins.includes(origin)) {
      response.setHeader('Access-Control-Allow-Origin', origin);
      response.setHeader('Access-Control-Allow-Headers', '*');
    }
    response.setHeader('Cache-Control', 'no-store');
    if (request.method === 'OPTIONS') {
      response.writeHead(204).end();
      return;
    }
    counts.requests++;
    answer(request, response);
  });
  server.on('connection', (socket) => {
    counts.opened++;
    counts.open++;
    socket.on('close', () => counts.open--);
  });
  const { url, close } = await listen(server, host);
  return { server, url: url.http, counts, close };
}
