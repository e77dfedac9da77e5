import type { Clause, Fields } from './field.ts';

const rfc6455 = (section: string): Clause => ({
  title: `RFC 6455 section ${section}`,
  url: `https://www.rfc-editor.org/rfc/rfc6455#section-${section}`,
});

const rfc7692 = (section: string): Clause => ({
  title: `RFC 7692 section ${section}`,
  url: `https://www.rfc-editor.org/rfc/rfc7692#section-${section}`,
});

/** The fields of WebSocket frames. */
export const WEBSOCKET_FIELDS: Fields = {
  'websocket.first-byte': {
    name: 'first byte',
    meaning: 'Four flags, and the opcode that says what kind of frame this is.',
    clause: rfc6455('5.2'),
  },
  'websocket.fin': {
    name: 'FIN',
    meaning: 'Set on the last frame of a message, which for most messages is the only one.',
    clause: rfc6455('5.2'),
  },
  'websocket.rsv1': {
    name: 'RSV1',
    meaning:
      'Set on the first frame of a compressed message where permessage-deflate was agreed on, and never otherwise.',
    clause: rfc7692('6'),
  },
  'websocket.rsv2': {
    name: 'RSV2',
    meaning: 'Kept for extensions, and 0 as long as none that uses it was agreed on.',
    clause: rfc6455('5.2'),
  },
  'websocket.rsv3': {
    name: 'RSV3',
    meaning: 'Kept for extensions, and 0 as long as none that uses it was agreed on.',
    clause: rfc6455('5.2'),
  },
  'websocket.opcode': {
    name: 'opcode',
    meaning:
      '0 continues a message, 1 begins a text and 2 a binary one; 8 closes, 9 pings and 10 answers a ping; the rest are reserved.',
    clause: rfc6455('11.8'),
  },
  'websocket.second-byte': {
    name: 'second byte',
    meaning: 'Whether the data are masked, and how long they are, or where that is said.',
    clause: rfc6455('5.2'),
  },
  'websocket.mask': {
    name: 'MASK',
    meaning: 'Set on every frame of a client and on none of a server.',
    clause: rfc6455('5.1'),
  },
  'websocket.payload-length': {
    name: 'payload length',
    meaning: 'Up to 125 it is the length itself; 126 says that it follows in 2 bytes, and 127 in 8.',
    clause: rfc6455('5.2'),
  },
  'websocket.extended-length': {
    name: 'extended payload length',
    meaning: 'The length of the data in network byte order, where 7 bits are too few for it.',
    clause: rfc6455('5.2'),
  },
  'websocket.masking-key': {
    name: 'masking key',
    meaning:
      'Four bytes, new and unpredictable for each frame, that the data are combined with, so that no page can choose the bytes that proxies see.',
    clause: rfc6455('5.3'),
  },
  'websocket.header': {
    name: 'rest of the header',
    meaning: 'Part of a length or of a masking key that has not come as a whole.',
    clause: rfc6455('5.2'),
  },
  'websocket.payload': {
    name: 'application data',
    meaning: 'What the frame carries, masked where a client sent it.',
    clause: rfc6455('5.6'),
  },
  'websocket.compressed-payload': {
    name: 'compressed application data',
    meaning: 'A message after DEFLATE, less the four bytes 00 00 ff ff that every one would end with.',
    clause: rfc7692('7.2.1'),
  },
  'websocket.message': {
    name: 'part of a message',
    meaning: 'Which frame of its message this is; control frames may come between and do not count.',
    clause: rfc6455('5.4'),
  },
  'websocket.control-data': {
    name: 'data of a ping or pong',
    meaning: 'At most 125 bytes of the choice of who pings, which the pong has to repeat.',
    clause: rfc6455('5.5.2'),
  },
  'websocket.close-code': {
    name: 'close code',
    meaning: 'Why the connection ends, in two bytes; some codes are only ever reported locally and may not be sent.',
    clause: rfc6455('7.4'),
  },
  'websocket.close-reason': {
    name: 'close reason',
    meaning: 'Up to 123 bytes of UTF-8 for whoever reads the logs.',
    clause: rfc6455('5.5.1'),
  },
};
