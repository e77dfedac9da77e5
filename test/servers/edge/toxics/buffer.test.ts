import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { createPipe, type Pipe } from './pipe.ts';

const sized = (body: string) => `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`;
const STREAM = 'HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n';

/** Has a client ask, so that it is known what an answer answers. */
function ask(pipe: Pipe, method = 'GET'): void {
  pipe.exchanges.requests.skim(Buffer.from(`${method} /events HTTP/1.1\r\nHost: localhost\r\n\r\n`));
}

describe('buffer', () => {
  it('lets an answer pass that is complete, of whatever framing', () => {
    const answers = [
      sized('hello'),
      sized(''),
      `${STREAM}${chunk('ab')}${chunk('c')}0\r\n\r\n`,
      `${STREAM}0\r\nTrailer: x\r\n\r\n`,
      'HTTP/1.1 204 No Content\r\n\r\n',
      'HTTP/1.1 304 Not Modified\r\nContent-Length: 50\r\n\r\n',
      'HTTP/1.1 100 Continue\r\n\r\n',
    ];
    const pipe = createPipe({ buffer: { bytes: 1000 } });
    let sent = '';
    for (const answer of answers) {
      ask(pipe);
      pipe.write(answer.slice(0, -1));
      expect(pipe.text()).toBe(sent);
      pipe.write(answer.slice(-1));
      sent += answer;
      expect(pipe.text()).toBe(sent);
    }
  });

  it('holds an event stream back until so many bytes of its content wait, again and again', () => {
    const pipe = createPipe({ buffer: { bytes: 10 } });
    ask(pipe);
    pipe.write(STREAM + chunk('data'));
    pipe.write(chunk('12345'));
    expect(pipe.text()).toBe('');
    pipe.write(chunk('x'));
    const flood = STREAM + chunk('data') + chunk('12345') + chunk('x');
    expect(pipe.text()).toBe(flood);
    pipe.write(chunk('123456789'));
    expect(pipe.text()).toBe(flood);
    pipe.write(chunk('0'));
    expect(pipe.text()).toBe(flood + chunk('123456789') + chunk('0'));
  });

  it('counts content only: neither heads nor what is between chunks', () => {
    const pipe = createPipe({ buffer: { bytes: 3 } });
    ask(pipe);
    pipe.write(STREAM + chunk('a') + chunk('b'));
    expect(pipe.text()).toBe('');
  });

  it('lets the answer to a HEAD pass, which names a length and has no body', () => {
    const pipe = createPipe({ buffer: { bytes: 1000 } });
    ask(pipe, 'HEAD');
    ask(pipe);
    const head = 'HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n';
    pipe.write(head);
    expect(pipe.text()).toBe(head);
    pipe.write(sized('x'));
    expect(pipe.text()).toBe(head + sized('x'));
  });

  it('lets everything pass after an upgrade, and what is no HTTP', () => {
    const upgraded = createPipe({ buffer: { bytes: 1000 } });
    ask(upgraded);
    upgraded.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n\x81\x02hi');
    upgraded.write('\x81\x02ho');
    expect(upgraded.text().endsWith('\x81\x02hi\x81\x02ho')).toBe(true);
    const other = createPipe({ buffer: { bytes: 1000 } });
    other.write('220 mail.example ready\r\n');
    expect(other.text()).toBe('220 mail.example ready\r\n');
  });

  it('knows where an answer is also where it is set in its midst', () => {
    const pipe = createPipe();
    ask(pipe);
    pipe.write(sized('0123456789').slice(0, -5));
    pipe.pipeline.set({ buffer: { bytes: 1000 } });
    pipe.write('56789'.slice(0, 4));
    expect(pipe.text()).toBe(sized('0123456789').slice(0, -5));
    pipe.write('9');
    expect(pipe.text()).toBe(sized('0123456789'));
  });

  it('lets go what it holds when it is lifted, or when less is asked for, or before a FIN', () => {
    const lifted = createPipe({ buffer: { bytes: 1000 } });
    ask(lifted);
    lifted.write(STREAM + chunk('abc'));
    lifted.pipeline.set({});
    expect(lifted.text()).toBe(STREAM + chunk('abc'));
    const less = createPipe({ buffer: { bytes: 1000 } });
    less.write(STREAM + chunk('abc'));
    less.pipeline.set({ buffer: { bytes: 3 } });
    expect(less.text()).toBe(STREAM + chunk('abc'));
    const ended = createPipe({ buffer: { bytes: 1000 } });
    ended.write(STREAM + chunk('abc'));
    ended.pipeline.end('fin');
    expect([ended.text(), ended.ends.length]).toEqual([STREAM + chunk('abc'), 1]);
  });

  it('finds the same bounds however the bytes are split', () => {
    const answers = [sized('hello'), `${STREAM}${chunk('abcdef')}${chunk('g'.repeat(40))}0\r\n\r\n`, sized('')];
    const stream = answers.join('');
    const splits = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(splits, (sizes) => {
        const pipe = createPipe({ buffer: { bytes: 1000 } });
        for (const _ of answers) ask(pipe);
        for (let at = 0, index = 0; at < stream.length; index++) {
          const size = sizes[index % sizes.length] ?? 1;
          pipe.write(stream.slice(at, at + size));
          at += size;
          // What has passed ends where an answer does.
          const ends = answers.map((_, last) => answers.slice(0, last + 1).join('').length);
          expect([0, ...ends]).toContain(pipe.text().length);
          expect(pipe.text().length).toBe(Math.max(0, ...ends.filter((end) => end <= at)));
        }
        expect(pipe.text()).toBe(stream);
      }),
    );
  });

  it('never holds for ever what it does not understand: anything passes in the end', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 20 }), (all) => {
        const pipe = createPipe({ buffer: { bytes: 50 } });
        const sent = all.map((bytes) => Buffer.from(bytes).toString('latin1'));
        for (const text of sent) if (text.length > 0) pipe.write(text);
        pipe.pipeline.end('fin');
        expect(pipe.text()).toBe(sent.join(''));
      }),
    );
  });
});
