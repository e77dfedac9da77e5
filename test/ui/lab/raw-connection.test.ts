import { describe, expect, it, vi } from 'vitest';
import { decodeSessionInfo, type SessionInfo } from '../../../lib/protocol/index.ts';
import { decodeRawReport, openRawConnection, type RawEnd } from '../../../lib/ui/lab/raw-connection.ts';
import { encodeRequest, GOOD_REQUEST } from '../../../lib/ui/handshake/request.ts';
import { startTestLab } from '../../support/lab.ts';
import { nodeSocket } from '../../support/node-socket.ts';

async function openSession(control: string): Promise<SessionInfo> {
  const answer = await fetch(`${control}/sessions`, { method: 'POST' });
  return decodeSessionInfo(await answer.json());
}

/** A raw connection through a session of a real lab, and all that it tells. */
function connect(session: SessionInfo) {
  const told: { bytes: Uint8Array[]; ends: RawEnd[]; connected: number } = { bytes: [], ends: [], connected: 0 };
  const connection = openRawConnection({
    session,
    transport: 'websocket',
    onConnected: () => told.connected++,
    onBytes: (bytes) => told.bytes.push(bytes),
    onEnd: (how) => told.ends.push(how),
    createSocket: nodeSocket,
  });
  const text = () => Buffer.concat(told.bytes).toString('latin1');
  return { connection, told, text };
}

describe('openRawConnection', () => {
  it('carries bytes as they are in both directions', async () => {
    await using lab = await startTestLab();
    const { connection, told, text } = connect(await openSession(lab.urls.control));
    connection.send(encodeRequest(GOOD_REQUEST));
    await vi.waitFor(() => expect(text()).toContain('s3pPLMBiTxaQ9kYGzzhZRbK+xOo='));
    connection.send(Uint8Array.of(0x89, 0x80, 1, 2, 3, 4));
    await vi.waitFor(() => expect(text().endsWith('\x8a\0')).toBe(true));
    expect(told).toMatchObject({ connected: 1, ends: [] });
    connection.close();
  });

  it('carries what is larger than a message of the bridge may be', async () => {
    await using lab = await startTestLab();
    const { connection, told, text } = connect(await openSession(lab.urls.control));
    connection.send(encodeRequest(GOOD_REQUEST));
    await vi.waitFor(() => expect(text()).toContain('\r\n\r\n'));
    const frame = new Uint8Array(14 + 65_536).fill(0x61);
    frame.set([0x81, 0xff, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
    connection.send(frame);
    await vi.waitFor(() => expect(text()).toContain('Expected a JSON text'));
    expect(told.ends).toEqual([]);
    connection.close();
  });

  it('tells once how it ended: here the server answers a plain request and is told that nothing more comes', async () => {
    await using lab = await startTestLab();
    const { connection, told, text } = connect(await openSession(lab.urls.control));
    connection.send(new TextEncoder().encode('GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n'));
    await vi.waitFor(() => expect(told.ends).toEqual(['fin']));
    expect(text()).toMatch(/^HTTP\/1\.1 404/);
    connection.close();
    connection.close();
  });

  it('tells of a reset', async () => {
    await using lab = await startTestLab();
    const session = await openSession(lab.urls.control);
    const { connection, told } = connect(session);
    await vi.waitFor(() => expect(told.connected).toBe(1));
    await fetch(`${session.control}/sessions/${session.id}/drop/websocket`, { method: 'POST' });
    await vi.waitFor(() => expect(told.ends).toEqual(['rst']));
    connection.close();
  });

  it('is lost where there is no such session', async () => {
    await using lab = await startTestLab();
    const session = await openSession(lab.urls.control);
    const { connection, told } = connect({ ...session, id: 'nobody' });
    await vi.waitFor(() => expect(told.ends).toEqual(['lost']));
    connection.close();
  });

  it('tells nothing any more once it is closed', async () => {
    await using lab = await startTestLab();
    const { connection, told } = connect(await openSession(lab.urls.control));
    await vi.waitFor(() => expect(told.connected).toBe(1));
    connection.close();
    await lab.close();
    expect(told.ends).toEqual([]);
  });
});

describe('decodeRawReport', () => {
  it.each([['no JSON'], ['null'], ['{"state":"elsewhere"}'], ['{"state":"ended","how":"somehow"}'], ['[]']])(
    'makes nothing of %s',
    (text) => {
      expect(decodeRawReport(text)).toBeUndefined();
    },
  );

  it('reads the three kinds', () => {
    const end = { address: '127.0.0.1', port: 1 };
    const connected = { state: 'connected', client: end, edge: end };
    expect(decodeRawReport(JSON.stringify(connected))).toEqual(connected);
    expect(decodeRawReport('{"state":"ended","how":"refused"}')).toEqual({ state: 'ended', how: 'refused' });
    expect(decodeRawReport('{"op":"error","message":"why"}')).toEqual({
      op: 'error',
      code: 'bad-request',
      message: 'why',
    });
  });
});
