import type { Clause, Fields } from './field.ts';

const PAGE = 'https://html.spec.whatwg.org/multipage/server-sent-events.html';
const parsing: Clause = { title: 'HTML standard, section 9.2.5', url: `${PAGE}#parsing-an-event-stream` };
const interpretation: Clause = { title: 'HTML standard, section 9.2.6', url: `${PAGE}#event-stream-interpretation` };

/** The fields of event streams. */
export const SSE_FIELDS: Fields = {
  'sse.id': {
    name: 'id',
    meaning: 'The position of the event, which the browser sends back as Last-Event-ID when it comes again.',
    clause: interpretation,
  },
  'sse.event': {
    name: 'event',
    meaning: 'The type of the event, message if left out.',
    clause: interpretation,
  },
  'sse.retry': {
    name: 'retry',
    meaning: 'After how many milliseconds the browser comes back once the connection is lost.',
    clause: interpretation,
  },
  'sse.data': {
    name: 'data',
    meaning: 'The name of the field, its colon and one space; its value follows, and is the payload.',
    clause: interpretation,
  },
  'sse.value': {
    name: 'value of data',
    meaning: 'What the application handed over; several lines of it are joined by line feeds.',
    clause: interpretation,
  },
  'sse.comment': {
    name: 'comment',
    meaning: 'A line that begins with a colon is passed over. It keeps a connection from looking idle.',
    clause: parsing,
  },
  'sse.unknown-field': {
    name: 'unknown field',
    meaning: 'A field that the standard does not know is passed over.',
    clause: interpretation,
  },
  'sse.line-end': {
    name: 'line end',
    meaning: 'A line feed, a carriage return, or both.',
    clause: parsing,
  },
  'sse.dispatch': {
    name: 'empty line',
    meaning: 'The event is complete, and is dispatched if it has data.',
    clause: interpretation,
  },
  'sse.byte-order-mark': {
    name: 'byte order mark',
    meaning: 'Three bytes that may stand at the very beginning of a stream, and mean nothing.',
    clause: parsing,
  },
};
