import { createServer, type IncomingHttpHeaders, type IncomingMessage, request, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { WebSocket } from 'ws';
import type { LabMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';
import { listen } from '../listen.ts';
import { startSocketServer } from '../socket-server.ts';

const CLIENTS = 10;

export const measure: LabMeasure = async () => {
  const target = await startSocketServer();
  try {
    const plain = await countOpened(target.port, false);
    const told = await countOpened(target.port, true);
    expectControl(told.opened === CLIENTS, `${CLIENTS} handshakes where the fields are passed on, got ${told.opened}`);
    return { value: plain.opened, details: { 'the answer': plain.status, 'where they are passed on': told.opened } };
  } finally {
    await target.close();
  }
};

/** Sends handshakes through a proxy, one after the other. */
async function countOpened(port: number, passesUpgrades: boolean): Promise<{ opened: number; status: number }> {
  const { url, close } = await listen(createProxy(port, passesUpgrades));
  let opened = 0;
  let status = 101;
  try {
    for (let index = 0; index < CLIENTS; index++) {
      const client = new WebSocket(url.ws);
      await new Promise<void>((resolve) => {
        client.on('open', () => {
          opened++;
          resolve();
        });
        client.on('unexpected-response', (_request, answer: IncomingMessage) => {
          status = answer.statusCode ?? 0;
          resolve();
        });
        client.on('error', () => resolve());
      });
      client.terminate();
    }
    return { opened, status };
  } finally {
    await close();
  }
}

function createProxy(port: number, passesUpgrades: boolean): Server {
  const proxy = createServer((asked, response) => {
    const onward = request({ port, path: asked.url, headers: withoutHopFields(asked.headers), agent: false });
    onward.on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    onward.end();
  });
  if (!passesUpgrades) {
    // Node gives a server without a handler for upgrades the request as an ordinary one.
    return proxy;
  }
  proxy.on('upgrade', (asked, client: Socket) => {
    const onward = request({ port, path: asked.url, headers: asked.headers, agent: false });
    onward.on('upgrade', (answer, server) => {
      const fields = Object.entries(answer.headers).map(([name, value]) => `${name}: ${String(value)}\r\n`);
      client.write(`HTTP/1.1 101 Switching Protocols\r\n${fields.join('')}\r\n`);
      for (const socket of [client, server]) socket.on('error', () => undefined);
      client.on('close', () => server.destroy());
      server.on('close', () => client.destroy());
      client.pipe(server).pipe(client);
    });
    onward.on('error', () => client.destroy());
    onward.end();
  });
  return proxy;
}

/** Takes off what is about one hop: `Connection`, and what it names. */
function withoutHopFields(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const named = (headers.connection ?? '').split(',').map((name) => name.trim().toLowerCase());
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'connection' && !named.includes(name)));
}
