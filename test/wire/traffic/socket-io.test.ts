import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { io } from 'socket.io-client';
import { describe, expect, it } from 'vitest';
import { entriesOf, expectPartition, payloadBytes } from '../frame-fixtures.ts';
import { tap } from './tapped.ts';

/** A conversation with everything in it, over one connection that begins in this way. */
async function converse(transports: string[]) {
  const http = createServer();
  const server = new Server(http);
  await using _server = { [Symbol.asyncDispose]: () => server.close() };
  server.of('/admin').on('connection', (socket) => {
    socket.on('echo', (...all: unknown[]) => {
      const ack = all.pop() as (...values: unknown[]) => void;
      socket.emit('echoed', ...all);
      ack({ ok: true, seq: 9 }, ...all);
    });
  });
  await once(http.listen(0, '127.0.0.1'), 'listening');
  await using tapped = await tap((http.address() as AddressInfo).port);
  const socket = io(`http://127.0.0.1:${tapped.port}/admin`, { transports, auth: { token: 'x' }, forceNew: true });
  const upgraded = new Promise<void>((resolve) => {
    socket.on('connect', () => {
      if (socket.io.engine.transport.name === 'websocket') resolve();
      else socket.io.engine.once('upgrade', () => resolve());
    });
  });
  await upgraded;
  const ack: unknown = await socket.emitWithAck(
    'echo',
    { topic: 't', seq: 4 },
    { bytes: Uint8Array.of(1, 2, 3), more: Uint8Array.of(4) },
  );
  expect(ack).toMatchObject({ ok: true });
  socket.disconnect();
  return { up: tapped.up(), down: tapped.down() };
}

const args =
  '{"topic":"t","seq":4}'.length +
  '{"bytes":{"_placeholder":true,"num":0},"more":{"_placeholder":true,"num":1}}'.length;

describe('what Socket.IO sends', () => {
  it('over a WebSocket from the beginning is told apart packet by packet', async () => {
    const { up, down } = await converse(['websocket']);
    const sent = entriesOf([up], { direction: 'up', inner: 'engine-io' });
    const received = entriesOf([down], { direction: 'down', inner: 'engine-io' });
    expectPartition(sent, up);
    expectPartition(received, down);
    expect([...sent, ...received].flatMap(({ problem = [] }) => problem)).toEqual([]);
    expect(sent.slice(0, 4).map(({ title }) => title)).toEqual([
      'text CONNECT in /admin',
      'text BINARY_EVENT echo in /admin, ack 0',
      'binary attachment 1 of 2',
      'binary attachment 2 of 2',
    ]);
    expect(payloadBytes(sent.slice(1, 4))).toBe(args + 4);
    expect(sent[1]?.mentions).toEqual({ topics: ['t'], seqs: [4] });
    expect(received.slice(0, 8).map(({ title }) => title)).toEqual([
      'text open',
      'text CONNECT in /admin',
      'text BINARY_EVENT echoed in /admin',
      'binary attachment 1 of 2',
      'binary attachment 2 of 2',
      'text BINARY_ACK in /admin of 0',
      'binary attachment 1 of 2',
      'binary attachment 2 of 2',
    ]);
    expect(payloadBytes(received.slice(0, 2))).toBe(0);
    expect(received[5]?.mentions).toEqual({ seqs: [9, 4], topics: ['t'] });
  });

  it('over a WebSocket that it went over to begins with the probe', async () => {
    const { up, down } = await converse(['polling', 'websocket']);
    const titles = (bytes: Uint8Array, direction: 'up' | 'down') =>
      entriesOf([bytes], { direction, inner: 'engine-io' }).map(({ title }) => title);
    expect(titles(up, 'up').slice(0, 3)).toEqual([
      'text ping probe',
      'text upgrade',
      'text BINARY_EVENT echo in /admin, ack 0',
    ]);
    expect(titles(down, 'down')[0]).toBe('text pong probe');
  });
});
