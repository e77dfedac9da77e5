import { describe, expect, test } from 'vitest';
import { acceptKey, checkUpgrade } from '#answer';

const KEY = 'dGhlIHNhbXBsZSBub25jZQ==';

type Headers = Record<string, string | string[] | undefined>;

const HEADERS: Headers = {
  host: 'example.com',
  upgrade: 'websocket',
  connection: 'Upgrade',
  'sec-websocket-key': KEY,
  'sec-websocket-version': '13',
};

/** Checks a good request with some headers changed; `undefined` takes one away. */
function check(changes: Headers = {}, options: { origins?: string[]; protocols?: string[] } = {}) {
  const headers = Object.fromEntries(
    Object.entries({ ...HEADERS, ...changes }).filter(([, value]) => value !== undefined),
  );
  return checkUpgrade({ method: 'GET', httpVersion: '1.1', headers }, options);
}

/** The status of a refusal, or `ok`. */
function outcomeOf(result: ReturnType<typeof checkUpgrade>): number | 'ok' {
  return result.ok ? 'ok' : result.status;
}

/** The protocol that was chosen; `refused` where the handshake was. */
function protocolOf(result: ReturnType<typeof checkUpgrade>): string | undefined {
  return result.ok ? result.protocol : 'refused';
}

/** Base64 of so many bytes. */
function keyOf(length: number): string {
  return btoa(String.fromCharCode(...Array.from({ length }, (_, index) => (index * 37 + 5) % 256)));
}

describe('acceptKey answers the key', () => {
  test('the example of the standard', async () => {
    const accept = await acceptKey(KEY);
    expect(accept, 'the key of RFC 6455 section 1.3 is answered as it says').toBe('s3pPLMBiTxaQ9kYGzzhZRbK+xOo=');
  });

  test('other keys, with marks of base64 in them', async () => {
    // Computed with OpenSSL: printf '%s258EAFA5-E914-47DA-95CA-C5AB0DC85B11' "$key" | openssl sha1 -binary | base64
    const known: [string, string][] = [
      ['+/+/+/+/+/+/+/+/+/+/+w==', 'M0DUs3om0SqzerhOhYSMM7WQuBQ='],
      ['AAAAAAAAAAAAAAAAAAAAAA==', 'ICX+Yqv66kxgM0FcWaLWlFLwTAI='],
      ['x3JJHMbDL1EzLkh9GBhXDw==', 'HSmrc0sMlYUkAGmm5OPpG2HaGWk='],
    ];
    for (const [key, accept] of known) {
      expect(await acceptKey(key), `SHA-1 of the key and the GUID, in base64, for ${key}`).toBe(accept);
    }
  });
});

describe('A right handshake is taken', () => {
  test('as a browser sends it', () => {
    const result = check({ origin: 'http://localhost:3000', 'user-agent': 'Mozilla/5.0', pragma: 'no-cache' });
    expect(outcomeOf(result), 'a request that has all it needs is taken').toBe('ok');
    expect(result.ok && result.key, 'the result has the key, which acceptKey is to answer').toBe(KEY);
  });

  test('header names may be in any case', () => {
    const headers = {
      Host: 'example.com',
      Upgrade: 'websocket',
      CONNECTION: 'Upgrade',
      'Sec-WebSocket-Key': KEY,
      'sec-WebSocket-version': '13',
    };
    const result = checkUpgrade({ method: 'GET', httpVersion: '1.1', headers }, {});
    expect(outcomeOf(result), 'the names of headers have no case').toBe('ok');
    expect(result.ok && result.key, 'the key is found under any case').toBe(KEY);
  });

  test('every value may be a list', () => {
    const lists = Object.fromEntries(Object.entries(HEADERS).map(([name, value]) => [name, [String(value)]]));
    const wanted = { ...lists, origin: ['https://a.example'], 'sec-websocket-protocol': ['chat'] };
    const result = check(wanted, { origins: ['https://a.example'], protocols: ['chat'] });
    expect(outcomeOf(result), 'a value may be a list of one string').toBe('ok');
    expect(result.ok && result.key, 'the key is a string all the same').toBe(KEY);
    expect(protocolOf(result), 'and so is the protocol').toBe('chat');
    expect(outcomeOf(check({ origin: ['https://b.example'] }, { origins: ['https://a.example'] })), 'refused').toBe(
      403,
    );
  });

  test('the case of the key is kept', () => {
    for (const key of [keyOf(16), 'AAAAAAAAAAAAAAAAAAAAAA==', '+/+/+/+/+/+/+/+/+/+/+w==']) {
      const result = check({ 'sec-websocket-key': key });
      expect(result.ok && result.key, 'a key is taken as it is, every letter of it').toBe(key);
    }
  });
});

describe('Upgrade and Connection are lists of tokens', () => {
  test('Connection may name more', () => {
    for (const connection of ['keep-alive, Upgrade', 'Upgrade,keep-alive', 'keep-alive ,  upgrade', 'UPGRADE']) {
      expect(outcomeOf(check({ connection })), `Connection: ${connection} names upgrade`).toBe('ok');
    }
    expect(outcomeOf(check({ connection: ['keep-alive', 'Upgrade'] })), 'a header that came twice is one list').toBe(
      'ok',
    );
  });

  test('Upgrade may be in any case and name more', () => {
    for (const upgrade of ['WebSocket', 'WEBSOCKET', 'websocket, h2c', ['h2c', 'WebSocket']]) {
      expect(outcomeOf(check({ upgrade })), `Upgrade: ${String(upgrade)} names websocket`).toBe('ok');
    }
  });

  test('a token is whole', () => {
    for (const connection of ['keep-alive', 'not-upgrade', 'upgrade-insecure', 'upgradekeep-alive']) {
      expect(outcomeOf(check({ connection })), `Connection: ${connection} does not name upgrade`).toBe(400);
    }
    for (const upgrade of ['websockets', 'my-websocket', 'h2c']) {
      expect(outcomeOf(check({ upgrade })), `Upgrade: ${upgrade} does not name websocket`).toBe(400);
    }
  });

  test('a missing one is 400', () => {
    expect(outcomeOf(check({ upgrade: undefined })), 'without Upgrade, the request is refused with 400').toBe(400);
    expect(outcomeOf(check({ connection: undefined })), 'without Connection, the request is refused with 400').toBe(
      400,
    );
  });
});

describe('The method is GET and the HTTP version 1.1', () => {
  test.each(['POST', 'PUT', 'HEAD', 'OPTIONS'])('%s is 400', (method) => {
    const result = checkUpgrade({ method, httpVersion: '1.1', headers: HEADERS }, {});
    expect(outcomeOf(result), 'a method other than GET is refused with 400').toBe(400);
  });

  test.each(['1.0', '0.9'])('HTTP/%s is 400', (httpVersion) => {
    const result = checkUpgrade({ method: 'GET', httpVersion, headers: HEADERS }, {});
    expect(outcomeOf(result), 'an HTTP version below 1.1 is refused with 400').toBe(400);
  });
});

describe('The key is 16 bytes', () => {
  test('a missing key is 400', () => {
    for (const key of [undefined, '']) {
      expect(outcomeOf(check({ 'sec-websocket-key': key })), 'without a key, the request is refused with 400').toBe(
        400,
      );
    }
  });

  test('a key of another length is 400', () => {
    for (const length of [1, 12, 15, 17, 18, 20, 24, 32]) {
      const outcome = outcomeOf(check({ 'sec-websocket-key': keyOf(length) }));
      expect(outcome, `a key of ${length} bytes is refused with 400`).toBe(400);
    }
  });

  test('a key that is no base64 is 400', () => {
    for (const key of [
      'dGhlIHNhbXBsZSBub25j*!==',
      'x'.repeat(16),
      '????????????????????????',
      '-_-_-_-_-_-_-_-_-_-_-w==',
    ]) {
      expect(outcomeOf(check({ 'sec-websocket-key': key })), `the key ${key} is refused with 400`).toBe(400);
    }
  });
});

describe('The version is 13', () => {
  test('any other is 426, and the answer names 13', () => {
    for (const version of ['8', '12', '14', '0', '130']) {
      const result = check({ 'sec-websocket-version': version });
      expect(outcomeOf(result), `version ${version} is refused with 426`).toBe(426);
      const named = Object.entries((!result.ok && result.headers) || {}).map(([name, value]) => [
        name.toLowerCase(),
        value,
      ]);
      expect(named, 'a 426 carries Sec-WebSocket-Version: 13').toContainEqual(['sec-websocket-version', '13']);
    }
  });

  test('a missing one is 426 as well', () => {
    const result = check({ 'sec-websocket-version': undefined });
    expect(outcomeOf(result), 'without a version, the request is refused with 426').toBe(426);
  });
});

describe('Origins are checked where a list is given', () => {
  const origins = ['https://app.example', 'http://localhost:3000'];

  test('an origin of the list is taken, any other is 403', () => {
    for (const origin of origins) {
      expect(outcomeOf(check({ origin }, { origins })), `${origin} is in the list`).toBe('ok');
    }
    const others = ['https://evil.example', 'null', 'http://app.example', 'https://app.example.evil.example'];
    for (const origin of [...others, 'https://my-app.example', 'https://app.exampl', 'https://app.example:8443']) {
      expect(outcomeOf(check({ origin }, { origins })), `${origin} is not in the list: 403`).toBe(403);
    }
    expect(outcomeOf(check({ Origin: 'https://evil.example' }, { origins })), 'the name Origin has no case').toBe(403);
  });

  test('a missing origin is allowed', () => {
    expect(outcomeOf(check({}, { origins })), 'programs other than browsers send no Origin').toBe('ok');
  });

  test('without a list, every origin is taken', () => {
    expect(outcomeOf(check({ origin: 'https://any.example' })), 'no list, no check').toBe('ok');
  });
});

describe('The subprotocol is the first of the client that the server offers', () => {
  const protocols = ['chat', 'wirelab.1', 'json'];

  test('the order of the client decides', () => {
    const choose = (asked: string | string[]) => protocolOf(check({ 'sec-websocket-protocol': asked }, { protocols }));
    expect(choose('json, chat'), 'the client would rather have json').toBe('json');
    expect(choose('soap,chat,json'), 'what the server does not offer is passed over').toBe('chat');
    expect(choose(['soap', 'wirelab.1, chat']), 'a header that came twice is one list').toBe('wirelab.1');
  });

  test('without a match there is none', () => {
    const without = [
      check({ 'sec-websocket-protocol': 'soap, xmpp' }, { protocols }),
      check({}, { protocols }),
      check({ 'sec-websocket-protocol': 'chat' }),
      check({ 'sec-websocket-protocol': 'cha' }, { protocols }),
    ];
    for (const result of without) {
      expect(outcomeOf(result), 'no common subprotocol is no reason to refuse').toBe('ok');
      expect(protocolOf(result), 'and then none is chosen').toBeUndefined();
    }
  });
});
