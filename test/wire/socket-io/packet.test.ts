import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOf, contentAt, shifted } from '../../../lib/wire/content.ts';
import { createEngineIoMessages, previewEngineIo } from '../../../lib/wire/engine-io/index.ts';
import { createAttachments, dissectSocketIo } from '../../../lib/wire/socket-io/index.ts';
import { expectSpans, told, utf8 } from '../frame-fixtures.ts';

/** Reads a packet, and expects every byte to be in one span. */
function read(packet: string, attachments = createAttachments()) {
  const bytes = utf8(packet);
  const dissection = dissectSocketIo(contentAt(bytes, 0), attachments);
  expectSpans(dissection.spans, 0, bytes.length);
  const facts = Object.fromEntries(dissection.layers[0]?.facts.map(({ field, value }) => [field, value]) ?? []);
  return { ...dissection, title: dissection.layers[0]?.title, facts, told: told(dissection.spans, bytes) };
}

/** The text of what counts as payload. */
function payloadOf(packet: string): string {
  const { spans } = read(packet);
  return spans
    .filter(({ role }) => role === 'payload')
    .map(({ start, end }) => new TextDecoder().decode(utf8(packet).subarray(start, end)))
    .join('|');
}

describe('an event', () => {
  it('is payload in its arguments, and overhead in its type, brackets, name and commas', () => {
    const { title, told, mentions } = read('2["event",{"topic":"t","seq":1},[2,"]"]]');
    expect(title).toBe('EVENT event');
    expect(mentions).toEqual({ topics: ['t'], seqs: [1] });
    expect(told).toEqual([
      'socket-io.type 2',
      'socket-io.bracket [',
      'socket-io.event "event"',
      'socket-io.comma ,',
      'json.value {"topic":"t","seq":1}',
      'socket-io.comma ,',
      'json.value [2,"]"]',
      'socket-io.bracket ]',
    ]);
  });

  it('has a namespace, with its query, and an ack id', () => {
    const { title, told, facts } = read('2/admin?token=1,12["e"]');
    expect(title).toBe('EVENT e in /admin?token=1, ack 12');
    expect(facts).toMatchObject({ 'socket-io.namespace': '/admin?token=1', 'socket-io.ack-id': '12' });
    expect(told.slice(0, 5)).toEqual([
      'socket-io.type 2',
      'socket-io.namespace /admin?token=1',
      'socket-io.separator ,',
      'socket-io.ack-id 12',
      'socket-io.bracket [',
    ]);
  });

  it('finds its arguments behind escaped quotes and inside of strings', () => {
    expect(payloadOf(String.raw`2["a\",b","\\",",]",{"c":"\"]"}]`)).toBe(String.raw`"\\"|",]"|{"c":"\"]"}`);
  });

  it.each(['2', '2{}', '2[]', '2[{}]', '2["a"', '2["a"]x', '2["a" 1]', '2[nope,1]', '2["a",nope]'])(
    'has a problem as %s',
    (packet) => {
      expect(read(packet).problem).toBeDefined();
      expect(read(packet).spans.some(({ layer }) => layer === 'undecodable')).toBe(packet.length > 1);
    },
  );
});

it('an empty argument is a problem, though it has no byte to mark', () => {
  expect(read('2["a",]').problem).toBeDefined();
});

describe('the other packets', () => {
  it.each([
    ['0', 'CONNECT', ''],
    ['0/admin,{"token":"x"}', 'CONNECT in /admin', '{"token":"x"}'],
    ['0{"sid":"oSO0OpakMV_3jnilAAAA"}', 'CONNECT', ''],
    ['1', 'DISCONNECT', ''],
    ['1/admin,', 'DISCONNECT in /admin', ''],
    ['312[{"ok":true,"seq":4}]', 'ACK of 12', '{"ok":true,"seq":4}'],
    ['3/admin,0[]', 'ACK in /admin of 0', ''],
    ['4{"message":"Not authorized"}', 'CONNECT_ERROR', ''],
    ['51-["b",{"_placeholder":true,"num":0}]', 'BINARY_EVENT b', '{"_placeholder":true,"num":0}'],
    ['61-/admin,456[{"_placeholder":true,"num":0}]', 'BINARY_ACK in /admin of 456', '{"_placeholder":true,"num":0}'],
  ])('%s', (packet, title, payload) => {
    expect(read(packet)).toMatchObject({ title });
    expect(read(packet).problem).toBeUndefined();
    expect(payloadOf(packet)).toBe(payload);
  });

  it.each(['1x', '4{', '0{', '3{}', '5["a"]', '51["a"]', '599999-["a"]'])('have a problem as %s', (packet) => {
    expect(read(packet).problem).toBeDefined();
  });
});

describe('attachments', () => {
  const binary = (length: number) => contentAt(new Uint8Array(length), 0);

  it('are matched with the packet that announced them, and placeholders say where they belong', () => {
    const messages = createEngineIoMessages();
    const packet = '452-["b",{"_placeholder":true,"num":0},{"x":{"_placeholder":true,"num":1}}]';
    const [, layer] = messages.text(contentAt(utf8(packet), 0)).layers;
    expect(layer?.facts).toContainEqual({ field: 'socket-io.attachments', value: '2' });
    expect(layer?.facts.slice(-2).map(({ value }) => value)).toEqual([
      'attachment 1 belongs into argument 1',
      'attachment 2 belongs into argument 2',
    ]);
    const [first, second, third] = [binary(3), binary(1), binary(1)].map(messages.binary);
    expect(first?.layers.map(({ title }) => title)).toEqual(['binary message', 'attachment 1 of 2', '3 bytes']);
    expect(second?.layers[1]?.title).toBe('attachment 2 of 2');
    expect(third?.problem).toContain('no packet of Socket.IO announced');
  });

  it('that do not come are missed by the packet after them', () => {
    const messages = createEngineIoMessages();
    messages.text(contentAt(utf8('452-["b",{"_placeholder":true,"num":0}]'), 0));
    messages.binary(binary(1));
    expect(messages.text(contentAt(utf8('2'), 0)).problem).toBeUndefined();
    expect(messages.text(contentAt(utf8('42["e"]'), 0)).problem).toBe('1 announced attachments did not come');
    expect(messages.text(contentAt(utf8('42["e"]'), 0)).problem).toBeUndefined();
  });
});

const hostile = fc.string({
  unit: fc.constantFrom('[', ']', '{', '}', '"', '\\', ',', '-', '/', '0', '1', '5', 'é', '\x1e'),
});

describe('any packet', () => {
  it('belongs to exactly one span each, whatever it is', () => {
    fc.assert(fc.property(fc.nat(6), hostile, (type, rest) => void read(`${type}${rest}`)));
  });

  it('made of any arguments has them as payload, and nothing else', () => {
    const args = fc.array(fc.jsonValue({ maxDepth: 5 }), { maxLength: 4 });
    fc.assert(
      fc.property(fc.string(), args, (name, values) => {
        const packet = `2${JSON.stringify([name, ...values])}`;
        const { spans, problem } = read(packet);
        expect(problem).toBeUndefined();
        const expected = values.reduce<number>((sum, value) => sum + utf8(JSON.stringify(value)).length, 0);
        expect(bytesOf(spans, 'payload')).toBe(expected);
      }),
    );
  });

  it('of which only the beginning has come has the roles there that it has as a whole', () => {
    const args = fc.array(fc.jsonValue({ maxDepth: 3 }), { maxLength: 3 });
    fc.assert(
      fc.property(fc.string(), args, fc.nat(), (name, values, cut) => {
        const bytes = utf8(`451-/n,7${JSON.stringify([name, ...values])}`);
        const end = 1 + (cut % bytes.length);
        const beginning = previewEngineIo(contentAt(bytes.subarray(0, end), 0));
        expectSpans(beginning, 0, end);
        const whole = createEngineIoMessages().text(contentAt(bytes, 0)).spans;
        const before = whole
          .map((span) => ({ ...span, end: Math.min(span.end, end) }))
          .filter((span) => span.start < end);
        expect(bytesOf(beginning, 'payload')).toBe(bytesOf(before, 'payload'));
        expect(shifted(before, 5)[0]?.start).toBe(5);
      }),
    );
  });
});
