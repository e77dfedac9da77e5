import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, request, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import type { LabMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';

const CLIENTS = 10;

export const measure: LabMeasure = async () => {
  const target = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(target, 'listening');
  try {
    const port = (target.address() as AddressInfo).port;
    const plain = await countOpened(port, false);
    const told = await countOpened(port, true);
    expectControl(told.opened === CLIENTS, `${CLIENTS} handshakes where the fields are passed on, got ${told.opened}`);
    return { value: plain.opened, details: { 'the answer': plain.status, 'where they are passed on': told.opened } };
  } finally {
    target.close();
  }
};

/** Sends handshakes through a proxy, one after the other. */
async function countOpened(port: number, passesUpgrades: boolean): Promise<{ opened: number; status: number }> {
  const proxy = createProxy(port, passesUpgrades);
  await once(proxy.listen(0, '127.0.0.1'), 'listening');
  let opened = 0;
  let status = 101;
  try {
    for (let index = 0; index < CLIENTS; index++) {
      const client = new WebSocket(`ws://127.0.0.1:${(proxy.address() as AddressInfo).port}`);
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
    proxy.closeAllConnections();
    proxy.close();
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
