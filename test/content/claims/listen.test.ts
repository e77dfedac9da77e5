import { once } from 'node:events';
import { createServer as createHttp } from 'node:http';
import { connect as connectHttp2, createServer as createHttp2 } from 'node:http2';
import { connect, createServer as createTcp, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { listen } from '../../../content/claims/listen.ts';

describe('listen', () => {
  it('gives each server a port of its own, and the addresses that lead to it', async () => {
    const first = await listen(createHttp((_, response) => response.end('first')));
    const second = await listen(createHttp((_, response) => response.end('second')));
    try {
      expect(first.port).not.toBe(second.port);
      expect(first.url).toEqual({ http: `http://127.0.0.1:${first.port}`, ws: `ws://127.0.0.1:${first.port}` });
      expect(await (await fetch(first.url.http)).text()).toBe('first');
      expect(await (await fetch(second.url.http)).text()).toBe('second');
    } finally {
      await Promise.all([first.close(), second.close()]);
    }
  });

  it('listens at the host that it is told', async () => {
    const { url, port, close } = await listen(
      createHttp((_, response) => response.end('here')),
      'localhost',
    );
    try {
      expect(url.http).toBe(`http://localhost:${port}`);
      expect(await (await fetch(url.http)).text()).toBe('here');
    } finally {
      await close();
    }
  });

  it('throws where it cannot listen', async () => {
    // Of the addresses for documentation, which no machine has. @see RFC 5737
    await expect(listen(createTcp(), '192.0.2.1')).rejects.toMatchObject({ syscall: 'listen' });
  });
});

describe('close', () => {
  it('ends an answer that would never end', async () => {
    const { url, close } = await listen(createHttp((_, response) => response.writeHead(200).flushHeaders()));
    const answer = await fetch(url.http);
    const read = answer.text();
    await Promise.all([expect(read).rejects.toThrow('terminated'), close()]);
    await expect(fetch(url.http)).rejects.toThrow('fetch failed');
  });

  it('ends connections that were upgraded', async () => {
    const http = createHttp();
    const sockets = new WebSocketServer({ server: http });
    const { url, close } = await listen(http);
    const client = new WebSocket(url.ws);
    await once(client, 'open');
    await Promise.all([once(client, 'close'), close()]);
    expect(sockets.clients.size).toBe(0);
  });

  it('ends sessions of HTTP/2 with their streams', async () => {
    const server = createHttp2();
    server.on('stream', (stream) => {
      stream.on('error', () => undefined);
      stream.respond({ ':status': 200 });
    });
    const { url, close } = await listen(server);
    const client = connectHttp2(url.http);
    client.on('error', () => undefined);
    const stream = client.request({ ':path': '/' }).on('error', () => undefined);
    await once(stream, 'response');
    await Promise.all([once(client, 'close'), close()]);
    expect(stream.closed).toBe(true);
  });

  it('is over when the connections are, and may be called twice', async () => {
    const accepted: Socket[] = [];
    const server = createTcp((socket) => accepted.push(socket));
    let isOver = false;
    server.on('close', () => (isOver = true));
    const { port, close } = await listen(server);
    const client = connect(port, '127.0.0.1');
    client.on('error', () => undefined);
    await once(server, 'connection');
    await close();
    expect(isOver).toBe(true);
    expect(accepted.map(({ closed }) => closed)).toEqual([true]);
    await close();
    expect(server.listening).toBe(false);
    client.destroy();
  });
});
