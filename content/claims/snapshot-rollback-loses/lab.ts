import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { MutationObserver, QueryClient } from '@tanstack/react-query';
import { WebSocket, WebSocketServer } from 'ws';
import type { LabMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';
import { listen, type Listening } from '../listen.ts';

const MESSAGES = 10;
const KEY = ['messages'];
const OWN = 'mine';

/** A server that refuses what is posted, and sends ten messages of others before it says so. */
async function startServer(): Promise<Listening> {
  const waiting: ServerResponse[] = [];
  const http = createServer((_, response) => {
    waiting.push(response);
    for (const socket of sockets.clients) {
      for (let message = 1; message <= MESSAGES; message++) socket.send(`message ${message}`);
    }
  });
  const sockets = new WebSocketServer({ server: http });
  sockets.on('connection', (socket) => {
    socket.on('message', () => waiting.shift()?.writeHead(422).end());
  });
  return await listen(http);
}

/** What is done when the server has refused. */
type TakeBack = (now: string[], before: string[]) => string[];

/** Adds a message that is refused, while ten others arrive. @returns how many of the ten are left */
async function refusedBy(port: number, takeBack: TakeBack): Promise<number> {
  const client = new QueryClient();
  const list = (): string[] => client.getQueryData<string[]>(KEY) ?? [];
  const socket = new WebSocket(`ws://127.0.0.1:${port}`);
  let came = 0;
  socket.on('message', (data) => {
    client.setQueryData<string[]>(KEY, [...list(), String(data)]);
    if (++came === MESSAGES) socket.send('have them');
  });
  const mutation = new MutationObserver<void, Error, string, { before: string[] }>(client, {
    async mutationFn(message) {
      const answer = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: message });
      if (!answer.ok) throw new Error(`Refused with ${answer.status}`);
    },
    onMutate(message) {
      const before = list();
      client.setQueryData<string[]>(KEY, [...before, message]);
      return { before };
    },
    onError(_error, _message, kept) {
      client.setQueryData<string[]>(KEY, takeBack(list(), kept?.before ?? []));
    },
  });
  try {
    await once(socket, 'open');
    await mutation.mutate(OWN).catch(() => undefined);
    if (list().includes(OWN)) throw new Error('The refused message is still there');
    return list().length;
  } finally {
    client.clear();
    socket.terminate();
  }
}

export const measure: LabMeasure = async () => {
  const server = await startServer();
  try {
    const left = await refusedBy(server.port, (_, before) => before);
    const alone = await refusedBy(server.port, (now) => now.filter((message) => message !== OWN));
    expectControl(alone === MESSAGES, `${MESSAGES} left where only its own is taken out, got ${alone}`);
    return { value: MESSAGES - left, details: { 'left, where only its own was taken out': alone } };
  } finally {
    await server.close();
  }
};
