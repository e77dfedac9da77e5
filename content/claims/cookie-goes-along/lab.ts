import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import type { Stage } from '../claim.ts';
import { listen } from '../listen.ts';

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
  const [atSetter, atTarget] = [await listen(setter, host), await listen(target, host)];
  return {
    urls: { cookie: `${atSetter.url.http}/`, socket: `${atTarget.url.ws}/` },
    counts: () => ({ cookies }),
    async close() {
      await Promise.all([atSetter.close(), atTarget.close()]);
    },
  };
};
