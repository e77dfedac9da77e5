import type { Clause } from './field.ts';

const rfc6455 = (section: string): Clause => ({
  title: `RFC 6455 section ${section}`,
  url: `https://www.rfc-editor.org/rfc/rfc6455#section-${section}`,
});

/** The header fields of a WebSocket's handshake. */
export const HANDSHAKE_HEADERS: readonly (readonly [name: string, meaning: string, clause: Clause])[] = [
  [
    'Sec-WebSocket-Accept',
    "Made from the client's key: it proves that the server speaks WebSocket and did not answer by accident.",
    rfc6455('11.3.3'),
  ],
  ['Sec-WebSocket-Extensions', 'Extensions that are offered, or agreed on: permessage-deflate.', rfc6455('11.3.2')],
  ['Sec-WebSocket-Key', '16 random bytes in base64, from which the server makes its Accept.', rfc6455('11.3.1')],
  ['Sec-WebSocket-Protocol', 'Subprotocols that are offered, or the one that was chosen.', rfc6455('11.3.4')],
  ['Sec-WebSocket-Version', 'The version of the protocol, which is 13.', rfc6455('11.3.5')],
];
