import type { Clause } from './field.ts';

const clause: Clause = {
  title: 'Fetch standard, HTTP extensions',
  url: 'https://fetch.spec.whatwg.org/#http-extensions',
};

/** The header fields by which a browser asks a server whether a page may read it. */
export const CORS_HEADERS: readonly (readonly [name: string, meaning: string, clause: Clause])[] = [
  ['Access-Control-Allow-Credentials', 'Whether the page may ask with cookies.', clause],
  ['Access-Control-Allow-Headers', 'Which request fields the page may set.', clause],
  ['Access-Control-Allow-Methods', 'Which methods the page may use.', clause],
  ['Access-Control-Allow-Origin', 'The origin whose pages may read the answer.', clause],
  ['Access-Control-Expose-Headers', 'Which fields of the answer the page may read besides the usual ones.', clause],
  ['Access-Control-Max-Age', 'For how many seconds the browser need not ask again.', clause],
  ['Access-Control-Request-Headers', 'Which request fields the page wants to set.', clause],
  ['Access-Control-Request-Method', 'Which method the page wants to use.', clause],
  [
    'Access-Control-Request-Private-Network',
    'The page asks to reach an address in a private network.',
    { title: 'Private Network Access', url: 'https://wicg.github.io/private-network-access/' },
  ],
  [
    'Origin',
    'The origin of the page that asks, which the browser sets and the page cannot.',
    { title: 'RFC 6454 section 7', url: 'https://www.rfc-editor.org/rfc/rfc6454#section-7' },
  ],
  [
    'Timing-Allow-Origin',
    'The origin whose pages may see how long each part of the request took.',
    { title: 'Resource Timing', url: 'https://www.w3.org/TR/resource-timing/#sec-timing-allow-origin' },
  ],
];
