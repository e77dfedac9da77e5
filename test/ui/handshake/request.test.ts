import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  encodeRequest,
  GOOD_REQUEST,
  keyOf,
  readAnswer,
  REQUEST_EXAMPLES,
  SAMPLE_KEY,
  withHeader,
} from '../../../lib/ui/handshake/request.ts';
import type { Lab } from '../../../servers/options.ts';
import { startLab } from '../../../servers/start.ts';
import { openRaw } from '../../support/raw-connection.ts';

describe('encodeRequest', () => {
  it('ends each line with CR LF and the head with an empty one, and leaves out what is off', () => {
    const text = new TextDecoder().decode(encodeRequest(GOOD_REQUEST));
    expect(text.startsWith('GET /events HTTP/1.1\r\nHost: localhost\r\n')).toBe(true);
    expect(text.endsWith('\r\n\r\n')).toBe(true);
    expect(text).not.toContain('Sec-WebSocket-Protocol');
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });
});

describe('keyOf', () => {
  it('is what is sent, if one is', () => {
    expect(keyOf(GOOD_REQUEST)).toBe(SAMPLE_KEY);
    expect(keyOf(withHeader('Sec-WebSocket-Key', { isOn: false }))).toBeUndefined();
  });
});

describe('readAnswer', () => {
  it('finds a field whatever its case, and does not look into the body', () => {
    const bytes = new TextEncoder().encode(
      'HTTP/1.1 101 Switching Protocols\r\nSEC-WEBSOCKET-ACCEPT: abc=\r\n\r\nX: y',
    );
    expect(readAnswer(bytes, 'Sec-WebSocket-Accept')).toEqual({
      status: 'HTTP/1.1 101 Switching Protocols',
      value: 'abc=',
    });
    expect(readAnswer(bytes, 'X').value).toBeUndefined();
  });
});

/** What the table of lesson 08 says, asked of the server. */
describe('the ready changes', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await startLab({ port: 0 });
  });
  afterAll(() => lab.close());

  const EXPECTED: Record<string, number> = {
    'As it should be': 101,
    'Version 8': 426,
    'No key': 400,
    'A key of 5 bytes': 400,
    'No Connection': 426,
    'Another protocol': 426,
    'A foreign page': 403,
    'A foreign host': 421,
    'Another path': 404,
    'With a subprotocol': 101,
  };

  it.each(REQUEST_EXAMPLES)('$label gets its status', async ({ label, draft }) => {
    await using raw = await openRaw(lab.urls.websocket);
    raw.write(encodeRequest(draft));
    const { status, headers } = await raw.answer();
    expect(status).toBe(EXPECTED[label]);
    expect(headers['sec-websocket-protocol']).toBe(label === 'With a subprotocol' ? 'wirelab.1' : undefined);
    if (label === 'Version 8') expect(headers['sec-websocket-version']).toBe('13');
  });
});
