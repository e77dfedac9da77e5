import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import type { LabMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';
import { listen } from '../listen.ts';

const CLIENTS = 40;

export const measure: LabMeasure = async () => {
  let first = await startNode();
  const second = await startNode();
  const ports = [portOf(first), portOf(second)];
  const relay = await listen(createRelay(ports));
  const url = relay.url.ws;
  let clients: WebSocket[] = [];
  try {
    for (let index = 0; index < CLIENTS; index++) clients.push(await open(url));
    const before = `${first.clients.size} and ${second.clients.size}`;

    const leaving = new Set<WebSocket>();
    const closed = new Promise<void>((resolve) => {
      let count = first.clients.size;
      for (const client of clients) {
        client.on('close', () => {
          leaving.add(client);
          if (--count === 0) resolve();
        });
      }
    });
    for (const client of first.clients) client.close(1001);
    first.close();
    await closed;
    const back = await Promise.all([...leaving].map(() => open(url)));
    clients = [...clients.filter((client) => !leaving.has(client)), ...back];
    first = await startNode(ports[0]);
    // One more client shows that the restarted server is there for whoever comes.
    const probe = await open(`ws://127.0.0.1:${ports[0]}`);
    const value = first.clients.size - 1;
    probe.terminate();
    const onOther = second.clients.size;
    expectControl(onOther === CLIENTS - value, `the others on the second server, got ${onOther}`);
    return { value, details: { 'before, on each': before, 'after, on the other': onOther } };
  } finally {
    for (const client of clients) client.terminate();
    await relay.close();
    first.close();
    second.close();
  }
};

/** Gives each connection to the next server; where that cannot be reached, to the one after it. */
function createRelay(ports: readonly number[]): Server {
  let turn = 0;
  return createServer((client) => {
    client.on('error', () => undefined);
    const chosen = turn++;
    const attempt = (tries: number): void => {
      const target = connect(ports[(chosen + tries) % ports.length] ?? 0, '127.0.0.1');
      target.on('error', () => {
        if (target.bytesWritten > 0) return;
        if (tries + 1 < ports.length) attempt(tries + 1);
        else client.destroy();
      });
      target.on('connect', () => {
        client.on('close', () => target.destroy());
        target.on('close', () => client.destroy());
        client.pipe(target).pipe(client);
      });
    };
    attempt(0);
  });
}

async function startNode(port = 0): Promise<WebSocketServer> {
  const node = new WebSocketServer({ port, host: '127.0.0.1' });
  await once(node, 'listening');
  return node;
}

async function open(url: string): Promise<WebSocket> {
  const client = new WebSocket(url);
  await once(client, 'open');
  return client.on('error', () => undefined);
}

function portOf(node: WebSocketServer): number {
  return (node.address() as AddressInfo).port;
}
