import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOf, contentAt } from '../../../lib/wire/content.ts';
import { createEngineIoMessages, dissectEngineIoPayload } from '../../../lib/wire/engine-io/index.ts';
import { expectSpans, told, utf8 } from '../frame-fixtures.ts';

function readPayload(text: string) {
  const bytes = utf8(text);
  const dissection = dissectEngineIoPayload(contentAt(bytes, 0));
  expectSpans(dissection.spans, 0, bytes.length);
  return { ...dissection, told: told(dissection.spans, bytes) };
}

describe('a packet', () => {
  it.each([
    ['0{"sid":"lv_V","upgrades":["websocket"],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000}', 'open'],
    ['1', 'close'],
    ['2', 'ping'],
    ['2probe', 'ping probe'],
    ['3', 'pong'],
    ['3probe', 'pong probe'],
    ['5', 'upgrade'],
    ['6', 'noop'],
  ])('%s is overhead', (text, title) => {
    const { spans, layers, problem } = createEngineIoMessages().text(contentAt(utf8(text), 0));
    expectSpans(spans, 0, text.length);
    expect(bytesOf(spans, 'payload')).toBe(0);
    expect(layers[0]).toMatchObject({ name: 'engine-io', title });
    expect(problem).toBeUndefined();
  });

  it('that opens tells what the server settles', () => {
    const text =
      '0{"sid":"lv_V","upgrades":["websocket"],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000}';
    expect(
      createEngineIoMessages()
        .text(contentAt(utf8(text), 0))
        .layers[0]?.facts.slice(1),
    ).toEqual([
      { field: 'engine-io.sid', value: '"lv_V"' },
      { field: 'engine-io.upgrades', value: 'array of 1' },
      { field: 'engine-io.ping-interval', value: '25000' },
      { field: 'engine-io.ping-timeout', value: '20000' },
      { field: 'engine-io.max-payload', value: '1000000' },
    ]);
  });

  it('with a message that is not of Socket.IO has the rest as payload', () => {
    const { spans, layers } = createEngineIoMessages().text(contentAt(utf8('4hello'), 0));
    expect(told(spans, utf8('4hello'))).toEqual(['engine-io.type 4', 'text.value hello']);
    expect(layers.map(({ name }) => name)).toEqual(['engine-io', 'text']);
  });

  it.each(['', '7', 'x', '0{'])('has a problem as %j', (text) => {
    expect(createEngineIoMessages().text(contentAt(utf8(text), 0)).problem).toBeDefined();
  });
});

describe('a payload', () => {
  it('has packets with a record separator between them', () => {
    const { told, layers } = readPayload('4hello\x1e2\x1e4world');
    expect(told).toEqual([
      'engine-io.type 4',
      'text.value hello',
      'engine-io.separator \x1e',
      'engine-io.type 2',
      'engine-io.separator \x1e',
      'engine-io.type 4',
      'text.value world',
    ]);
    expect(layers.map(({ name }) => name)).toEqual(['engine-io', 'text', 'engine-io', 'engine-io', 'text']);
  });

  it('has binary messages in base64, matched with what announced them', () => {
    const { told, layers, problem } = readPayload('451-["b",{"_placeholder":true,"num":0}]\x1ebAQIDBA==');
    expect(problem).toBeUndefined();
    expect(told.slice(-3)).toEqual([
      'engine-io.separator \x1e',
      'engine-io.base64-prefix b',
      'engine-io.base64 AQIDBA==',
    ]);
    expect(layers.map(({ title }) => title).slice(-3)).toEqual([
      'binary message in base64',
      'attachment 1 of 1',
      '4 bytes',
    ]);
    expect(layers.at(-1)?.content?.bytes).toEqual(Uint8Array.of(1, 2, 3, 4));
  });

  it('mentions what any of its packets mentions', () => {
    const { mentions } = readPayload('42["event",{"topic":"a","seq":1}]\x1e42["event",{"topic":"a","seq":2}]');
    expect(mentions).toEqual({ topics: ['a'], seqs: [1, 2] });
  });

  it('may be empty', () => {
    expect(readPayload('')).toMatchObject({ spans: [], layers: [] });
  });

  it.each(['b!', '4a\x1e', '4a\x1e\x1e4b', '42["a"]\x1ebAQID'])('has a problem as %j', (text) => {
    expect(readPayload(text).problem).toBeDefined();
  });

  it('belongs to exactly one span each, whatever it is', () => {
    const unit = fc.constantFrom(
      '\x1e',
      'b',
      '0',
      '2',
      '4',
      '5',
      '[',
      ']',
      '"',
      '{',
      '}',
      ',',
      '-',
      '/',
      'A',
      '=',
      'é',
    );
    fc.assert(fc.property(fc.string({ unit }), (text) => void readPayload(text)));
  });
});
