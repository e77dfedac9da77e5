import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { createSseParser, type SseEvent, type SseParserOptions } from '#answer';

type Chunk = Uint8Array | string;

const BOM = '\uFEFF';
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A parser, and what it has reported so far. */
function listen() {
  const events: SseEvent[] = [];
  const retries: number[] = [];
  const parser = createSseParser({
    onEvent: ({ type, data, lastEventId }) => events.push({ type, data, lastEventId }),
    onRetry: (ms) => retries.push(ms),
  });
  return { parser, events, retries };
}

/** What is reported for these chunks, pushed one after the other. */
function read(...chunks: Chunk[]) {
  const { parser, events, retries } = listen();
  for (const chunk of chunks) parser.push(chunk);
  return { events, retries };
}

const eventsOf = (...chunks: Chunk[]): SseEvent[] => read(...chunks).events;
const dataOf = (...chunks: Chunk[]): string[] => eventsOf(...chunks).map(({ data }) => data);
const retriesOf = (...chunks: Chunk[]): number[] => read(...chunks).retries;

const event = (data: string, type = 'message', lastEventId = ''): SseEvent => ({ type, data, lastEventId });

/** The rules once more, for a text that is there as a whole. */
function readWhole(text: string): { events: SseEvent[]; retries: number[] } {
  const events: SseEvent[] = [];
  const retries: number[] = [];
  let [data, type, lastEventId] = ['', '', ''];
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  for (const line of lines.slice(0, -1)) {
    const [, name, value = ''] = /^([^:]*)(?:: ?([^]*))?$/.exec(line) ?? [];
    if (line === '') {
      if (data !== '') events.push({ type: type || 'message', data: data.slice(0, -1), lastEventId });
      [data, type] = ['', ''];
    } else if (name === 'data') data += `${value}\n`;
    else if (name === 'event') type = value;
    else if (name === 'id' && !value.includes('\0')) lastEventId = value;
    else if (name === 'retry' && /^[0-9]+$/.test(value)) retries.push(Number(value));
  }
  return { events, retries };
}

/** Streams that hold every rule at once. */
const STREAMS = [
  `${BOM}: hi\r\nid: 1\r\nevent: tick\r\ndata: a €😀\r\ndata\r\n\r\nretry: 10\r\rdata:b\r\rid\ndata: c\n\nevent: no\n\ndata: d\n\n`,
  'data: one\n\ndata: two\r\n\r\ndata: three\r\rdata: é\ndata: ü\n\nid: 7\ndata:  x\r\n\ndata: unfinished',
];

/** Cut at the given places. */
function cut<Whole extends Chunk>(whole: Whole, places: number[]): Chunk[] {
  const sorted = [...places].sort((a, b) => a - b);
  return [0, ...sorted].map((from, index) => whole.slice(from, sorted[index] ?? whole.length));
}

describe('A blank line dispatches what came before it', () => {
  test('each event once, in order, while push runs', () => {
    const { parser, events } = listen();
    parser.push('data: one\n');
    expect(events, 'without a blank line there is no event yet').toEqual([]);
    parser.push('\n');
    expect(events, 'the blank line reports the event, before push returns').toEqual([event('one')]);
    parser.push('data: two\n\n\n\ndata: three\n\n');
    expect(events, 'each event is reported once, in order').toEqual([event('one'), event('two'), event('three')]);
  });

  test('type, data and id in any order of the fields', () => {
    const expected = [event('x', 'tick', '7')];
    for (const text of ['event: tick\nid: 7\ndata: x\n\n', 'data: x\nid: 7\nevent: tick\n\n']) {
      expect(eventsOf(text), 'the fields of an event may come in any order').toEqual(expected);
    }
  });
});

describe('A line ends with LF, CR or CRLF', () => {
  test('all three, also mixed', () => {
    for (const end of ['\n', '\r', '\r\n']) {
      const text = ['data: a', 'data: b', '', 'data: c', '', ''].join(end);
      expect(dataOf(text), `lines that end in ${JSON.stringify(end)}`).toEqual(['a\nb', 'c']);
    }
    expect(dataOf('data: a\rdata: b\ndata: c\r\n\rdata: d\n\r'), 'mixed line ends').toEqual(['a\nb\nc', 'd']);
  });

  test('a CRLF is one line end, not a blank line', () => {
    expect(dataOf('data: a\r\ndata: b\r\n\r\n'), 'CRLF does not end a line twice').toEqual(['a\nb']);
    expect(dataOf('data: a\r\n'), 'CRLF after a line is no blank line').toEqual([]);
  });

  test('a CRLF that is cut in two', () => {
    const chunks = ['data: a\r', '\ndata: b\r', '', '\n', '\r', '\n'];
    expect(dataOf(...chunks), 'the LF in the next chunk belongs to the CR before it').toEqual(['a\nb']);
    const inBytes = [...chunks.slice(0, 5).map(bytesOf), new Uint8Array(), bytesOf('\n')];
    expect(dataOf(...inBytes), 'in bytes as well, with an empty chunk between').toEqual(['a\nb']);
  });

  test('a CR ends its line at once', () => {
    expect(dataOf('data: a\r\r'), 'CR CR is a line end and a blank line; nothing need follow').toEqual(['a']);
    expect(dataOf('data: a\r\n\r'), 'the CR of the blank line dispatches at once').toEqual(['a']);
    expect(retriesOf('retry: 5\r'), 'a CR at the end of a chunk ends the line').toEqual([5]);
  });

  test('a LF after a CR and a LF is a blank line', () => {
    expect(dataOf('data: a\r\n\ndata: b\n\n'), 'CR LF LF is a line end and a blank line').toEqual(['a', 'b']);
    expect(dataOf('data: a\n\rdata: b\n\n'), 'LF CR is a line end and a blank line').toEqual(['a', 'b']);
  });

  test('no other character ends a line', () => {
    const odd = 'a\u2028b\u2029c\u0085d\u000Be\u000Cf';
    expect(dataOf(`data: ${odd}\n\n`), 'only LF and CR end a line').toEqual([odd]);
  });
});

describe('A line is a field, a comment or nothing', () => {
  test('one space after the colon is dropped, no more', () => {
    expect(dataOf('data:a\n\ndata: a\n\ndata:  a\n\n'), 'one leading space is dropped').toEqual(['a', 'a', ' a']);
    expect(dataOf('data:\ta\n\ndata: a \n\n'), 'no tab, and nothing at the end').toEqual(['\ta', 'a ']);
    expect(eventsOf('event:  x\nid:  1\ndata: a\n\n'), 'the same for every field').toEqual([event('a', ' x', ' 1')]);
  });

  test('the value begins after the first colon', () => {
    const text = 'data: {"a": "b:c"}\n\ndata::x\n\ndata: :x\n\n';
    expect(dataOf(text), 'later colons belong to the value').toEqual(['{"a": "b:c"}', ':x', ':x']);
  });

  test('a field without a colon has an empty value', () => {
    expect(dataOf('data\n\n'), '`data` alone is a data line').toEqual(['']);
    const text = 'id: 1\nevent: x\ndata: a\n\nid\nevent: x\nevent\ndata: b\n\n';
    const expected = [event('a', 'x', '1'), event('b')];
    expect(eventsOf(text), '`id` and `event` alone set them to empty').toEqual(expected);
  });

  test('comments are skipped', () => {
    const text = ': hello\n:data: x\n:\ndata: a\n: between\ndata: b\n\n';
    expect(dataOf(text), 'a line that begins with a colon says nothing').toEqual(['a\nb']);
    expect(dataOf(':\n\n: keep alive\n\n'), 'a comment is no event').toEqual([]);
  });

  test('any other name is ignored', () => {
    const text = 'Data: a\nDATA: b\n data: c\ndata : d\ndatas: e\ndat: f\nfoo\nconstructor: g\n\n';
    expect(dataOf(text), 'only `data`, letter for letter, is a data line').toEqual([]);
    const others = 'Event: x\nID: 1\nevent-type: y\ndata: a\n\n';
    expect(eventsOf(others), 'only `event` and `id`, letter for letter').toEqual([event('a')]);
  });
});

describe('Lines of data are joined by LF', () => {
  test('each line adds its value', () => {
    expect(dataOf('data: a\r\ndata: b\r\ndata: c\r\n\r\n'), 'joined by LF, whatever ended them').toEqual(['a\nb\nc']);
    expect(dataOf('data: a\nid: 1\ndata: b\n\n'), 'also with another field between').toEqual(['a\nb']);
  });

  test('empty lines of data count', () => {
    const text = 'data: a\ndata\ndata: b\n\ndata\ndata\n\ndata: a\ndata:\n\ndata:\ndata: a\n\n';
    expect(dataOf(text), 'an empty `data` adds an empty line').toEqual(['a\n\nb', '\n', 'a\n', '\na']);
  });
});

describe('Without a data line nothing is dispatched', () => {
  test('a blank line without data is no event', () => {
    expect(dataOf('\n\n\r\n\r\revent: x\n\nid: 1\n\nretry: 1\n\n'), 'no data line, no event').toEqual([]);
  });

  test('one empty data line dispatches the empty string', () => {
    expect(dataOf('data\n\ndata:\n\ndata: \n\n'), 'an empty data line is data').toEqual(['', '', '']);
  });

  test('the type is forgotten', () => {
    expect(eventsOf('event: x\n\ndata: a\n\n'), 'a blank line forgets the type').toEqual([event('a')]);
  });
});

describe('The type is message unless an event field says otherwise', () => {
  test('it holds for one event', () => {
    const expected = [event('a', 'x'), event('b')];
    expect(eventsOf('event: x\ndata: a\n\ndata: b\n\n'), 'the next event is a message again').toEqual(expected);
  });

  test('the last one counts, an empty one means message', () => {
    const text = 'event: x\nevent: y\ndata: a\n\nevent: x\nevent:\ndata: b\n\n';
    expect(eventsOf(text), 'the last `event` field counts').toEqual([event('a', 'y'), event('b')]);
  });
});

describe('The last id is remembered', () => {
  test('across events, until another comes', () => {
    const text = 'data: a\n\nid: 1\ndata: b\n\ndata: c\n\ndata: d\nid: 2\nid: 3\n\n';
    const ids = eventsOf(text).map(({ lastEventId }) => lastEventId);
    expect(ids, 'an id holds for its event and those after it').toEqual(['', '1', '1', '3']);
  });

  test('also where nothing was dispatched', () => {
    expect(eventsOf('id: 1\n\ndata: a\n\n'), 'an id without data counts').toEqual([event('a', 'message', '1')]);
  });

  test('an empty id sets it back', () => {
    for (const empty of ['id', 'id:', 'id: ']) {
      const last = eventsOf(`id: 1\ndata: a\n\n${empty}\ndata: b\n\n`).at(-1);
      expect(last, `after ${JSON.stringify(empty)} there is no id`).toEqual(event('b'));
    }
  });

  test('an id with U+0000 is ignored', () => {
    for (const bad of ['\0', 'a\0b', '2\0']) {
      const last = eventsOf(`id: 1\ndata: a\n\nid: ${bad}\ndata: b\n\n`).at(-1);
      expect(last, 'an id that contains U+0000 leaves the one before').toEqual(event('b', 'message', '1'));
    }
    expect(dataOf('data: a\0b\n\n'), 'U+0000 is forbidden in an id only').toEqual(['a\0b']);
  });
});

describe('A retry of digits is reported', () => {
  test('with or without an event', () => {
    expect(retriesOf('retry: 3000\n\n'), 'a retry alone is reported').toEqual([3000]);
    expect(retriesOf('retry:10\ndata: a\n\nretry: 0\nretry: 007\n'), 'each one, as a number').toEqual([10, 0, 7]);
    expect(eventsOf('retry: 10\ndata: a\n\n'), 'the event comes as well').toEqual([event('a')]);
  });

  test('anything else is ignored', () => {
    for (const bad of ['', ' 5', '5 ', '-5', '+5', '1.5', '1e3', '0x10', '5ms', 'a', '٣', '1_000', 'Infinity']) {
      expect(retriesOf(`retry: ${bad}\n\n`), `retry ${JSON.stringify(bad)} is no number of digits`).toEqual([]);
    }
    expect(retriesOf('retry\nretry:\n\n'), 'an empty retry is ignored').toEqual([]);
  });

  test('onRetry may be left out', () => {
    const onEvent = vi.fn<(event: SseEvent) => void>();
    createSseParser({ onEvent }).push('retry: 5\ndata: a\n\n');
    expect(onEvent, 'without onRetry a retry is no error').toHaveBeenCalledTimes(1);
  });
});

describe('One leading BOM is dropped', () => {
  test('in a string and in bytes, also cut', () => {
    const text = `${BOM}data: a\n\n`;
    const bytes = bytesOf(text);
    const rule = 'a BOM at the start is dropped';
    expect(dataOf(text), `${rule}: string`).toEqual(['a']);
    expect(dataOf(BOM, 'data: a\n\n'), `${rule}: string of its own`).toEqual(['a']);
    expect(dataOf('', text), `${rule}: after an empty chunk`).toEqual(['a']);
    expect(dataOf(bytes), `${rule}: bytes`).toEqual(['a']);
    expect(dataOf(...cut(bytes, [1, 2, 3])), `${rule}: byte by byte`).toEqual(['a']);
    expect(dataOf(new Uint8Array(), bytes), `${rule}: bytes after an empty chunk`).toEqual(['a']);
  });

  test('one only, and only at the start', () => {
    for (const encode of [(text: string): Chunk => text, bytesOf]) {
      const rule = typeof encode('') === 'string' ? 'string' : 'bytes';
      expect(dataOf(encode(`${BOM}${BOM}data: a\n\n`)), `a second BOM is part of the name: ${rule}`).toEqual([]);
      const later = [encode('data: a\n\n'), encode(`${BOM}data: b\n\n`), encode(`data: ${BOM}c\n\n`)];
      expect(dataOf(...later), `a BOM later on is a character like any other: ${rule}`).toEqual(['a', `${BOM}c`]);
    }
  });
});

describe('Bytes are UTF-8', () => {
  test('a character that is cut in two', () => {
    const bytes = bytesOf('data: é€😀\n\n');
    for (let place = 1; place < bytes.length; place += 1) {
      expect(dataOf(...cut(bytes, [place])), `cut after byte ${place}`).toEqual(['é€😀']);
    }
  });

  test('what is not UTF-8 becomes U+FFFD', () => {
    const broken = Uint8Array.of(...bytesOf('data: a'), 0xff, ...bytesOf('b\n\ndata: '), 0xe2, 0x82, 10, 10);
    expect(dataOf(broken, bytesOf('data: c\n\n')), 'the stream goes on').toEqual(['a\uFFFDb', '\uFFFD', 'c']);
  });

  test('a chunk may be a view of a larger buffer', () => {
    const view = bytesOf('data: no\n\ndata: yes\n\ndata: no\n\n').subarray(10, 21);
    expect(dataOf(view), 'only the bytes of the view count').toEqual(['yes']);
  });
});

describe('Where the stream is cut makes no difference', () => {
  test('at every place, in bytes', () => {
    for (const stream of STREAMS) {
      const bytes = bytesOf(stream);
      for (let place = 0; place <= bytes.length; place += 1) {
        expect(read(...cut(bytes, [place])), `cut after byte ${place}`).toEqual(readWhole(stream));
      }
    }
  });

  test('one byte, or one character, at a time', () => {
    for (const stream of STREAMS) {
      const singles = Array.from(bytesOf(stream), (byte) => Uint8Array.of(byte));
      expect(read(...singles), 'one byte at a time').toEqual(readWhole(stream));
      const withEmpty = singles.flatMap((byte) => [byte, new Uint8Array()]);
      expect(read(...withEmpty), 'one byte at a time, and empty chunks').toEqual(readWhole(stream));
      expect(read(...stream), 'one character at a time').toEqual(readWhole(stream));
    }
  });

  test('any stream, cut anywhere', () => {
    const words = [
      'data',
      'event',
      'id',
      'retry',
      ':',
      ':',
      ' ',
      '\n',
      '\n',
      '\r',
      '\r\n',
      '7',
      'x',
      '€',
      '😀',
      '\0',
      BOM,
    ];
    const streams = fc.array(fc.constantFrom(...words), { maxLength: 24 }).map((parts) => `${parts.join('')}\n\n`);
    const places = fc.array(fc.nat(99), { maxLength: 5 });
    const check = ([stream, wanted]: [string, number[]]): void => {
      const bytes = bytesOf(stream);
      const chunks = cut(
        bytes,
        wanted.map((place) => place % bytes.length),
      );
      const title = `${JSON.stringify(stream)} in chunks of ${chunks.map(({ length }) => length).join(', ')} bytes`;
      expect(read(...chunks), title).toEqual(readWhole(stream));
    };
    const { counterexample } = fc.check(fc.property(fc.tuple(streams, places), check), { seed: 42, numRuns: 500 });
    if (counterexample) check(counterexample[0]);
    expect(counterexample, 'no stream is read differently when it is cut').toBeNull();
  });
});

describe('reset drops everything but the last event id', () => {
  test('an unfinished event is never reported', () => {
    const { parser, events } = listen();
    parser.push('event: x\ndata: gone\n');
    parser.reset();
    parser.push('\n');
    expect(events, 'after reset the unfinished event is gone').toEqual([]);
    parser.push('data: a\n\n');
    expect(events, 'its type is gone as well').toEqual([event('a')]);
    parser.push('event: x\n');
    parser.reset();
    parser.push('data: b\n\n');
    expect(events, 'its type is gone, whether or not data had followed').toEqual([event('a'), event('b')]);
  });

  test('an unfinished line is dropped', () => {
    const { parser, events } = listen();
    parser.push('data: half of a li');
    parser.reset();
    parser.push('data: a\n\n');
    expect(events, 'what is pushed after reset begins a new line').toEqual([event('a')]);
  });

  test('an unfinished character is dropped', () => {
    const { parser, events } = listen();
    parser.push(Uint8Array.of(...bytesOf('data: '), 0xe2, 0x82));
    parser.reset();
    parser.push(bytesOf('data: a\n\n'));
    expect(events, 'the bytes of half a character are dropped').toEqual([event('a')]);
  });

  test('a new stream may begin with a BOM', () => {
    const { parser, events } = listen();
    parser.push(bytesOf(`${BOM}data: a\n\n`));
    parser.reset();
    parser.push(bytesOf(`${BOM}data: b\n\n`));
    parser.reset();
    parser.push(`${BOM}data: c\n\n`);
    expect(events, 'after reset comes the start of a stream').toEqual([event('a'), event('b'), event('c')]);
  });

  test('the last event id stays', () => {
    const { parser, events } = listen();
    parser.push('id: 7\ndata: a\n\n');
    parser.reset();
    parser.reset();
    parser.push('data: b\n\n');
    const expected = [event('a', 'message', '7'), event('b', 'message', '7')];
    expect(events, 'reset keeps the last event id').toEqual(expected);
  });
});

describe('A wrong option is refused', () => {
  test('a callback that is not a function is a TypeError', () => {
    for (const wrong of [{ onEvent: 'log' }, { onEvent: () => {}, onRetry: 5 }]) {
      let error: unknown;
      try {
        createSseParser(wrong as unknown as SseParserOptions);
      } catch (thrown) {
        error = thrown;
      }
      expect(error, `${Object.keys(wrong).at(-1)} must be a function`).toBeInstanceOf(TypeError);
    }
  });
});
