import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentAt } from '../../lib/wire/content.ts';
import { dissectJson, dissectText, MAX_JSON_BYTES } from '../../lib/wire/json.ts';
import { expectSpans, utf8 } from './frame-fixtures.ts';

const read = (text: string) => dissectJson(contentAt(utf8(text), 0));

describe('dissectJson', () => {
  it('is one span of payload, with the members of an object as facts', () => {
    expect(read('{"events":[{"topic":"t","seq":6}],"next":7,"a":{"b":[]}}')).toEqual({
      spans: [{ start: 0, end: 56, layer: 'json', role: 'payload', field: 'json.value' }],
      layers: [
        {
          name: 'json',
          title: 'object of 3',
          facts: [
            { field: 'json.member', value: 'events: array of 1' },
            { field: 'json.member', value: 'next: 7' },
            { field: 'json.member', value: 'a: {"b":[]}' },
          ],
          content: expect.anything(),
        },
      ],
      mentions: { topics: ['t'], seqs: [6] },
    });
  });

  it.each([
    ['{"topic":"t","seq":3,"type":"x","at":1,"data":{"topic":"no","seq":9,"id":"no"}}', { topics: ['t'], seqs: [3] }],
    ['{"op":"event","topic":"t","seq":3,"type":"x","at":1,"data":null}', { topics: ['t'], seqs: [3] }],
    ['{"op":"publish","id":"p-1","topic":"t","type":"x","data":1}', { topics: ['t'], publishIds: ['p-1'] }],
    ['{"id":"p-1","topic":"t","type":"x","data":1}', { topics: ['t'], publishIds: ['p-1'] }],
    ['{"op":"ack","id":"p-1","seq":8}', { seqs: [8], publishIds: ['p-1'] }],
    ['{"ok":true,"seq":8}', { seqs: [8] }],
    ['{"op":"subscribed","topic":"t","oldest":1,"newest":4,"log":"x"}', { topics: ['t'] }],
    ['{"events":[{"topic":"t","seq":1},{"topic":"t","seq":2}],"next":2}', { topics: ['t'], seqs: [1, 2] }],
    ['{"events":[null,1,{"seq":"1","topic":2,"id":"not an id"}],"next":2}', {}],
    ['7', {}],
    ['null', {}],
  ])('%s mentions what it tells of', (text, mentions) => {
    expect(read(text).mentions).toEqual(mentions);
  });

  it.each([
    ['', 'not valid JSON'],
    ['{"a":', 'not valid JSON'],
    ['['.repeat(100_000), 'deeper than 32'],
    [`"${'a'.repeat(MAX_JSON_BYTES)}"`, `more than ${MAX_JSON_BYTES} bytes`],
  ])('says what is wrong with no. %#, and leaves it payload', (text, problem) => {
    const dissection = read(text);
    expect(dissection.problem).toContain(problem);
    expectSpans(dissection.spans, 0, text.length);
    expect(dissection.spans.every(({ layer, role }) => layer === 'undecodable' && role === 'payload')).toBe(true);
  });

  it('says that bytes are no UTF-8', () => {
    expect(dissectJson(contentAt(Uint8Array.of(0x22, 0xff, 0x22), 0)).problem).toContain('UTF-8');
  });

  it('never throws, and leaves no byte out', () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array(), fc.json().map(utf8), fc.string().map(utf8)), (bytes) => {
        for (const dissect of [dissectJson, dissectText]) {
          expectSpans(dissect(contentAt(bytes, 0)).spans, 0, bytes.length);
        }
      }),
    );
  });
});
