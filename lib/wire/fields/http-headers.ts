import type { FieldId } from '../span.ts';
import type { Clause, Field, Fields } from './field.ts';
import { CORS_HEADERS } from './cors-headers.ts';
import { HANDSHAKE_HEADERS } from './handshake-headers.ts';

const rfc9110 = (section: string): Clause => rfc(9110, section);
const FETCH_METADATA: Clause = {
  title: 'Fetch Metadata Request Headers',
  url: 'https://www.w3.org/TR/fetch-metadata/',
};
const CLIENT_HINTS: Clause = { title: 'User-Agent Client Hints', url: 'https://wicg.github.io/ua-client-hints/' };

function rfc(number: number, section: string): Clause {
  const url = `https://www.rfc-editor.org/rfc/rfc${number}#section-${section}`;
  return { title: `RFC ${number} section ${section}`, url };
}

/** What the header fields that the lab meets are for, by their names as they are mostly written. */
const HEADERS: readonly (readonly [name: string, meaning: string, clause?: Clause])[] = [
  ['Accept', 'Which media types the client can use, and which it likes better.', rfc9110('12.5.1')],
  ['Accept-Encoding', 'Which compressions the client can undo.', rfc9110('12.5.3')],
  ['Accept-Language', 'Which languages the user reads.', rfc9110('12.5.4')],
  ['Allow', 'Which methods this address knows.', rfc9110('10.2.1')],
  ['Authorization', 'Who asks, with what proves it.', rfc9110('11.6.2')],
  ['Cache-Control', 'Who may keep the answer, and for how long.', rfc(9111, '5.2')],
  [
    'Connection',
    'What holds for this connection alone: close, keep-alive, or the names of fields such as Upgrade.',
    rfc9110('7.6.1'),
  ],
  ['Content-Encoding', 'How the content is compressed.', rfc9110('8.4')],
  ['Content-Length', 'How many bytes the content has.', rfc9110('8.6')],
  ['Content-Type', 'What the content is, and in which character encoding.', rfc9110('8.3')],
  ['Cookie', 'What the server asked to be sent back with every request.', rfc(6265, '4.2')],
  ['Date', 'When the answer was made.', rfc9110('6.6.1')],
  [
    'ETag',
    'A mark of this version of the answer, by which the client can ask whether it has changed.',
    rfc9110('8.8.3'),
  ],
  ['Expect', 'The client holds its content back until the server has said that it will take it.', rfc9110('10.1.1')],
  ['Host', 'Which of the sites at this address is meant.', rfc9110('7.2')],
  ['If-None-Match', 'Answer in full only if the ETag is another one; otherwise 304.', rfc9110('13.1.2')],
  ['Keep-Alive', 'For how long the server keeps the idle connection open.', rfc(2068, '19.7.1.1')],
  [
    'Last-Event-ID',
    'The id of the last event that the client has seen, to go on after it.',
    {
      title: 'HTML standard, section 9.2.4',
      url: 'https://html.spec.whatwg.org/multipage/server-sent-events.html#the-last-event-id-header',
    },
  ],
  ['Location', 'Where what was made, or what was asked for, is.', rfc9110('10.2.2')],
  [
    'Pragma',
    'What asked for no cache before Cache-Control did; browsers still send it with a WebSocket handshake.',
    rfc(9111, '5.4'),
  ],
  ['Priority', 'How urgent the answer is to the client.', rfc(9218, '5')],
  ['Referer', 'The page that made the request.', rfc9110('10.1.3')],
  ['Retry-After', 'How long to wait before trying again, in seconds or until a date.', rfc9110('10.2.3')],
  ['Server', 'What software answers.', rfc9110('10.2.4')],
  ['Set-Cookie', 'What the client should send back with every request.', rfc(6265, '4.1')],
  ['TE', 'Which transfer codings the client takes, and whether trailer fields.', rfc9110('10.1.4')],
  ['Trailer', 'Which fields come after the content.', rfc9110('6.6.2')],
  ['Transfer-Encoding', 'How the content is framed so that its end shows: chunked, mostly.', rfc(9112, '6.1')],
  ['Upgrade', 'Which other protocol the client would like to speak on this connection.', rfc9110('7.8')],
  ['User-Agent', 'What software asks.', rfc9110('10.1.5')],
  ['Vary', 'Which request fields decided what the answer is, so that caches keep answers apart.', rfc9110('12.5.5')],
  ['Wirelab-Next', "The lab's own: the position to go on from, where the answer has no content."],
  ['Wirelab-Log', "The lab's own: which log a position belongs to."],
  ['Wirelab-Clock', "The lab's own: the server's clock, to compare times with."],
  [
    'X-Content-Type-Options',
    'The browser must not guess another type than Content-Type says.',
    { title: 'Fetch standard', url: 'https://fetch.spec.whatwg.org/#x-content-type-options-header' },
  ],
  ['DNT', 'The user asks not to be tracked; browsers are giving it up.'],
  ['Sec-Fetch-Dest', 'What the browser will use the answer for.', FETCH_METADATA],
  ['Sec-Fetch-Mode', 'How the page asked: cors, no-cors, navigate, websocket.', FETCH_METADATA],
  ['Sec-Fetch-Site', 'Whether the page that asks is of the same origin, the same site, or another.', FETCH_METADATA],
  ['Sec-Fetch-User', 'Whether a person caused the navigation.', FETCH_METADATA],
  ['Sec-Fetch-Storage-Access', 'Whether cookies of third parties may be used.', FETCH_METADATA],
  ['Sec-CH-UA', 'The brands and main versions of the browser.', CLIENT_HINTS],
  ['Sec-CH-UA-Mobile', 'Whether the browser would like what is made for phones.', CLIENT_HINTS],
  ['Sec-CH-UA-Platform', 'The operating system of the browser.', CLIENT_HINTS],
  ...CORS_HEADERS,
  ...HANDSHAKE_HEADERS,
];

/** The header fields that the lab meets. */
export const HEADER_FIELDS: Fields = Object.fromEntries(
  HEADERS.map(([name, meaning, clause]): [FieldId, Field] => [
    `http.header.${name.toLowerCase()}`,
    { name, meaning, ...(clause && { clause }) },
  ]),
);

/** The id of a header field by its name, whatever its case; one for all where the lab does not know it. */
export function headerField(name: string): FieldId {
  const field: FieldId = `http.header.${name.toLowerCase()}`;
  return Object.hasOwn(HEADER_FIELDS, field) ? field : 'http.header';
}
