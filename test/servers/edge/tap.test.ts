import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { TRANSPORT_IDS, type TransportId } from '../../../lib/protocol/index.ts';
import { openPeer, type Peer, recordsOf, startTestEdge, type TestEdge, waitFor } from '../../support/edge.ts';
import { startTestLab } from '../../support/lab.ts';
import { post } from '../../support/wire/http.ts';

/** A client that counts for itself. */
interface CountingClient {
  /** Sends, and remembers what. */
  send(bytes: string | Uint8Array): void;
  /** Waits until what came holds a text, so many times. */
  sees(text: string, times?: number): Promise<void>;
}

/** A text frame of a client. @see RFC 6455 section 5.2 */
function frame(text: string): Buffer {
  const payload = Buffer.from(text);
  const mask = randomBytes(4);
  const head = payload.length < 126 ? [0x81, 0x80 | payload.length] : [0x81, 0x80 | 126, 0, payload.length];
  return Buffer.concat([Buffer.from(head), mask, payload.map((byte, index) => byte ^ (mask[index % 4] ?? 0))]);
}

const upgrade = (path: string) =>
  `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
  'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n';
const request = (target: string) => `GET ${target} HTTP/1.1\r\nHost: localhost\r\n\r\n`;
const publish = (body: string) =>
  `POST /events HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
const note = '{"id":"n1","topic":"t","type":"note","data":"raw"}';

/** What a client of each transport says and waits for: it reads `t`, and publishes to it. */
const TALK: Record<TransportId, (client: CountingClient) => Promise<void>> = {
  async polling(client) {
    client.send(request('/events?topic=t&after=0'));
    await client.sees('HTTP/1.1 200');
    client.send(publish(note));
    await client.sees('HTTP/1.1 201');
    client.send(request('/events?topic=t&after=0'));
    await client.sees('HTTP/1.1 200', 2);
  },
  async 'long-polling'(client) {
    client.send(publish(note));
    await client.sees('HTTP/1.1 201');
    client.send(request('/events?topic=t&after=0&waitMs=5000'));
    await client.sees('"data":"raw"');
  },
  async sse(client) {
    client.send(request('/events?topic=t&after=0'));
    await client.sees('id: 3');
  },
  async websocket(client) {
    client.send(upgrade('/events'));
    await client.sees('HTTP/1.1 101');
    client.send(frame('{"op":"subscribe","topic":"t","after":0}'));
    client.send(frame(`{"op":"publish",${note.slice(1)}`));
    await client.sees('"op":"ack"');
    await client.sees('"data":"raw"');
  },
  async 'socket-io'(client) {
    client.send(upgrade('/socket.io/?EIO=4&transport=websocket'));
    await client.sees('HTTP/1.1 101');
    client.send(frame('40'));
    await client.sees('40{');
    client.send(frame('420["subscribe",{"topic":"t","after":0}]'));
    client.send(frame(`421["publish",${note}]`));
    await client.sees('"data":"raw"');
    await client.sees('431[');
  },
};

/** Talks through an edge. @returns what the client has sent and received, by its own account, and its socket's */
async function talk(id: TransportId, edge: TestEdge) {
  using peer = await openPeer(edge.port);
  const sent: Buffer[] = [];
  await TALK[id]({
    send(bytes) {
      sent.push(Buffer.from(bytes));
      peer.socket.write(bytes);
    },
    sees: (text, times = 1) => seen(peer, text, times),
  });
  // Nothing is under way any more when the connection has ended both ways.
  peer.socket.end();
  await waitFor(() => edge.connections() === 0 || undefined, 'no connection');
  await peer.closed();
  const { bytesRead, bytesWritten } = peer.socket;
  return { sent: Buffer.concat(sent), received: peer.received(), bytesRead, bytesWritten };
}

async function seen(peer: Peer, text: string, times: number): Promise<void> {
  const count = () => peer.received().toString('latin1').split(text).length - 1;
  await waitFor(
    () => count() >= times || undefined,
    `${times} × ${text}`,
    () => peer.received().toString('latin1').slice(-500),
  );
}

/** Checks that the offsets of each direction follow on, and the times do not go back. */
function expectWhole(edge: TestEdge): void {
  const next = new Map<string, number>();
  let at = 0;
  for (const record of recordsOf(edge.capture)) {
    expect(record.at).toBeGreaterThanOrEqual(at);
    ({ at } = record);
    if (!('bytes' in record)) continue;
    const key = `${record.connection} ${record.direction}`;
    expect(record.offset).toBe(next.get(key) ?? 0);
    next.set(key, record.offset + record.bytes.length);
  }
}

describe('the tap of an edge', () => {
  describe.each(TRANSPORT_IDS)('over %s', (id) => {
    it('counts and captures what a client has sent and received, to the byte; so does an edge before it', async () => {
      await using lab = await startTestLab();
      await using inner = await startTestEdge(Number(new URL(lab.urls[id]).port), { transport: id });
      await using outer = await startTestEdge(inner.port, { transport: id });
      for (const data of ['one', 'two', 'three']) await post(lab.urls.polling, { topic: 't', data });
      const before = performance.timeOrigin + performance.now();
      const client = await talk(id, outer);
      await waitFor(() => inner.connections() === 0 || undefined, 'no connection');

      expect([client.bytesWritten, client.bytesRead]).toEqual([client.sent.length, client.received.length]);
      for (const edge of [outer, inner]) {
        expect(edge.traffic()).toEqual({ up: client.bytesWritten, down: client.bytesRead, opened: 1, open: 0 });
        expect(edge.bytes(1, 'up').equals(client.sent)).toBe(true);
        expect(edge.bytes(1, 'down').equals(client.received)).toBe(true);
        expectWhole(edge);
        const times = edge.records().map(({ at }) => at);
        expect(Math.min(...times)).toBeGreaterThanOrEqual(before);
        expect(Math.max(...times)).toBeLessThanOrEqual(performance.timeOrigin + performance.now());
      }
    });
  });

  it('sees up before the toxics and down after them: the client’s side of both', async () => {
    await using lab = await startTestLab();
    await using edge = await startTestEdge(Number(new URL(lab.urls.polling).port));
    await edge.setToxics({ upstream: { bandwidth: { rate: 0 } } });
    using client = await openPeer(edge.port);
    client.socket.write(request('/events?topic=t&after=0'));
    await waitFor(() => edge.traffic().up > 0 || undefined, 'bytes of the client');
    expect(edge.traffic().down).toBe(0);
    await edge.setToxics({ downstream: { limit_data: { bytes: 20 } } });
    expect(await client.ended()).toBe('fin');
    expect([client.received().length, edge.traffic().down]).toEqual([20, 20]);
    await waitFor(() => edge.connections() === 0 || undefined, 'no connection');
    expect(edge.records().at(-1)).toMatchObject({ state: 'closed', by: 'edge', how: 'fin' });
  });

  it('names both ends of a connection as the client sees them', async () => {
    await using lab = await startTestLab();
    await using edge = await startTestEdge(Number(new URL(lab.urls.sse).port), { transport: 'sse' });
    using client = await openPeer(edge.port);
    const { localPort } = client.socket;
    await waitFor(() => edge.capture.after(0), 'a record');
    expect(edge.capture.after(0)).toMatchObject({
      id: 1,
      transport: 'sse',
      connection: 1,
      state: 'opened',
      client: { address: '127.0.0.1', port: localPort },
      edge: { address: '127.0.0.1', port: edge.port },
    });
  });
});
