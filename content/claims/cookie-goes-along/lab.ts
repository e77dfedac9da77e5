import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import type { Stage } from '../claim.ts';

const NAME = 'wirelab-claim';

export const stage: Stage = async ({ host, origins }) => {
  let cookies = 0;
  const setter = createServer((request, response) => {
    const { origin = '' } = request.headers;
    const isOver = request.url?.endsWith('?clear') === true;
    response.setHeader('Set-Cookie', `${NAME}=1; Path=/; Max-Age=${isOver ? 0 : 30}; HttpOnly; SameSite=Strict`);
    if (origins.includes(origin)) {
      response.setHeader('Access-Control-Allow-Origin', origin);
      response.setHeader('Access-Control-Allow-Credentials', 'true');
    }
    response.end();
  });
  const target = createServer();
  const sockets = new WebSocketServer({ server: target });
  sockets.on('connection', (socket, { headers }) => {
    socket.on('error', () => undefined);
    if (headers.cookie?.split('; ').includes(`${NAME}=1`)) cookies++;
  });
  for (const server of [setter, target]) await once(server.listen(0, host), 'listening');
  return {
    urls: { cookie: `http://${host}:${portOf(setter)}/`, socket: `ws://${host}:${portOf(target)}/` },
    counts: () => ({ cookies }),
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
      for (const server of [setter, target]) {
        server.closeAllConnections();
        server.close();
        await once(server, 'close');
      }
    },
  };
};

const portOf = (server: Server): number => (server.address() as AddressInfo).port;
