import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { QueryClient } from '@tanstack/react-query';
import { WebSocket, WebSocketServer } from 'ws';
import type { LabMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';
import { listen, type Listening } from '../listen.ts';

const EVENTS = 10;
const KEY = ['items'];
const SNAPSHOT = [1, 2, 3];

/** A server whose answer is as old as its question: ten events follow before it is sent. */
async function startServer(): Promise<Listening> {
  const waiting: ServerResponse[] = [];
  const http = createServer((_, response) => {
    waiting.push(response);
    for (const socket of sockets.clients) {
      for (let event = 1; event <= EVENTS; event++) socket.send(String(SNAPSHOT.length + event));
    }
  });
  const sockets = new WebSocketServer({ server: http });
  sockets.on('connection', (socket) => {
    socket.on('message', () => waiting.shift()?.end(JSON.stringify(SNAPSHOT)));
  });
  return await listen(http);
}

/** Follows the socket while the query is fetched. @returns how many of the ten the cache holds in the end */
async function follow(port: number, isHeld: boolean): Promise<number> {
  const client = new QueryClient();
  const socket = new WebSocket(`ws://127.0.0.1:${port}`);
  const held: number[] = [];
  let came = 0;
  socket.on('message', (data) => {
    const seq = Number(String(data));
    if (isHeld) held.push(seq);
    else client.setQueryData<number[]>(KEY, (items = []) => [...items, seq]);
    if (++came === EVENTS) socket.send('have them');
  });
  try {
    await once(socket, 'open');
    await client.fetchQuery({
      queryKey: KEY,
      queryFn: async (): Promise<number[]> => {
        const answer = await fetch(`http://127.0.0.1:${port}/`);
        return (await answer.json()) as number[];
      },
    });
    const newest = Math.max(...(client.getQueryData<number[]>(KEY) ?? []));
    const late = held.filter((seq) => seq > newest);
    client.setQueryData<number[]>(KEY, (items = []) => [...items, ...late]);
    return (client.getQueryData<number[]>(KEY) ?? []).filter((seq) => seq > SNAPSHOT.length).length;
  } finally {
    client.clear();
    socket.terminate();
  }
}

export const measure: LabMeasure = async () => {
  const server = await startServer();
  try {
    const left = await follow(server.port, false);
    const held = await follow(server.port, true);
    expectControl(held === EVENTS, `${EVENTS} events where they are held, got ${held}`);
    return { value: EVENTS - left, details: { 'in the cache, held and applied by seq': held } };
  } finally {
    await server.close();
  }
};
