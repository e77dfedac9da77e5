import type { Clause, Fields } from './field.ts';
import { HEADER_FIELDS } from './http-headers.ts';

const rfc9112 = (section: string): Clause => ({
  title: `RFC 9112 section ${section}`,
  url: `https://www.rfc-editor.org/rfc/rfc9112#section-${section}`,
});

/** The parts of HTTP/1.1 messages, and their header fields. */
export const HTTP_FIELDS: Fields = {
  'http.method': { name: 'method', meaning: 'What the client wants done.', clause: rfc9112('3.1') },
  'http.target': { name: 'target', meaning: 'What it wants it done to: path and query.', clause: rfc9112('3.2') },
  'http.version': { name: 'version', meaning: 'The version of HTTP that the sender speaks.', clause: rfc9112('2.3') },
  'http.status': {
    name: 'status code',
    meaning: 'How it went, in three digits of which the first says the class.',
    clause: rfc9112('4'),
  },
  'http.reason': {
    name: 'reason phrase',
    meaning: 'The status code in words, which no program should rely on.',
    clause: rfc9112('4'),
  },
  'http.delimiter': {
    name: 'space',
    meaning: 'A space keeps the parts of the first line apart.',
    clause: rfc9112('3'),
  },
  'http.line-end': {
    name: 'line end',
    meaning: 'A carriage return and a line feed end every line.',
    clause: rfc9112('2.2'),
  },
  'http.empty-line': {
    name: 'empty line before a message',
    meaning: 'It means nothing, and is passed over.',
    clause: rfc9112('2.2'),
  },
  'http.header': {
    name: 'header field',
    meaning: 'A name and a value that say something about the message.',
    clause: rfc9112('5'),
  },
  'http.folded-line': {
    name: 'folded line',
    meaning: 'The value of the line before goes on here, which nobody should write any more.',
    clause: rfc9112('5.2'),
  },
  'http.head-end': {
    name: 'empty line',
    meaning: 'The head ends here, and the content begins if there is one.',
    clause: rfc9112('2.1'),
  },
  'http.unfinished-line': {
    name: 'unfinished or malformed line',
    meaning: 'A line whose end has not come, or that is not what should stand here.',
    clause: rfc9112('2.2'),
  },
  'http.body': { name: 'content', meaning: 'What the application handed over.', clause: rfc9112('6') },
  'http.chunk-size': {
    name: 'chunk size',
    meaning: 'How many bytes the chunk has, in hexadecimal; 0 says that there are no more.',
    clause: rfc9112('7.1'),
  },
  'http.chunk-extension': {
    name: 'chunk extension',
    meaning: 'More about the chunk, which hardly anybody uses.',
    clause: rfc9112('7.1.1'),
  },
  'http.chunk-end': { name: 'end of a chunk', meaning: 'A line end follows every chunk.', clause: rfc9112('7.1') },
  'http.trailer': { name: 'trailer field', meaning: 'A field that comes after the content.', clause: rfc9112('7.1.2') },
  'http.body-end': {
    name: 'end of the content',
    meaning: 'An empty line after the last chunk, and after the trailer fields if there are any.',
    clause: rfc9112('7.1'),
  },
  ...HEADER_FIELDS,
};
