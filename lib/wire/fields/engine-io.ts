import type { Clause, Fields } from './field.ts';

const clause: Clause = {
  title: 'Engine.IO protocol, revision 4',
  url: 'https://socket.io/docs/v4/engine-io-protocol/',
};

/** The fields of Engine.IO's packets and payloads. */
export const ENGINE_IO_FIELDS: Fields = {
  'engine-io.type': {
    name: 'packet type',
    meaning: 'One digit: 0 opens, 1 closes, 2 pings, 3 answers a ping, 4 brings a message, 5 upgrades, 6 does nothing.',
    clause,
  },
  'engine-io.handshake': {
    name: 'handshake',
    meaning:
      'What the server tells a new client: its session, the transports it may go over to, and the times of the heartbeat.',
    clause,
  },
  'engine-io.sid': {
    name: 'session id',
    meaning: 'What the client sends along with every request, so that they belong together.',
    clause,
  },
  'engine-io.upgrades': {
    name: 'upgrades',
    meaning: 'The transports that the client may try to go over to.',
    clause,
  },
  'engine-io.ping-interval': {
    name: 'ping interval',
    meaning: 'After how many milliseconds the server pings again.',
    clause,
  },
  'engine-io.ping-timeout': {
    name: 'ping timeout',
    meaning: 'How many milliseconds a ping or its answer may take before the connection is given up.',
    clause,
  },
  'engine-io.max-payload': {
    name: 'most bytes of a payload',
    meaning: 'How large the body of one request may be, so that a client knows how many packets fit into it.',
    clause,
  },
  'engine-io.data': {
    name: 'packet data',
    meaning: 'What Engine.IO says to itself: probe, while a client finds out whether a WebSocket works.',
    clause,
  },
  'engine-io.separator': {
    name: 'record separator',
    meaning: 'The byte 1e between two packets that share one HTTP body.',
    clause,
  },
  'engine-io.base64-prefix': {
    name: 'b',
    meaning: 'Marks a binary message that stands in base64, since a payload is text.',
    clause,
  },
  'engine-io.base64': {
    name: 'binary message in base64',
    meaning: 'Bytes of the application, a third longer than they are, since an HTTP body of Engine.IO is text.',
    clause,
  },
};
