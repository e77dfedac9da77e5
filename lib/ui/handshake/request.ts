/** A header of a request that is being written. */
export interface DraftHeader {
  name: string;
  value: string;
  /** Whether it is sent. */
  isOn: boolean;
}

/** A handshake as a reader writes it. */
export interface RequestDraft {
  /** The first line, without its end. */
  line: string;
  headers: readonly DraftHeader[];
}

/** The key of the standard's example. @see RFC 6455 section 1.3 */
export const SAMPLE_KEY = 'dGhlIHNhbXBsZSBub25jZQ==';

/** A handshake that the lab accepts. */
export const GOOD_REQUEST: RequestDraft = {
  line: 'GET /events HTTP/1.1',
  headers: [
    { name: 'Host', value: 'localhost', isOn: true },
    { name: 'Connection', value: 'Upgrade', isOn: true },
    { name: 'Upgrade', value: 'websocket', isOn: true },
    { name: 'Sec-WebSocket-Version', value: '13', isOn: true },
    { name: 'Sec-WebSocket-Key', value: SAMPLE_KEY, isOn: true },
    { name: 'Origin', value: 'http://localhost:3000', isOn: true },
    { name: 'Sec-WebSocket-Protocol', value: 'wirelab.1', isOn: false },
  ],
};

/** A change of one line that shows something. */
export interface RequestExample {
  label: string;
  draft: RequestDraft;
}

/** Ready changes, each of one line. */
export const REQUEST_EXAMPLES: readonly RequestExample[] = [
  { label: 'As it should be', draft: GOOD_REQUEST },
  { label: 'Version 8', draft: withHeader('Sec-WebSocket-Version', { value: '8' }) },
  { label: 'No key', draft: withHeader('Sec-WebSocket-Key', { isOn: false }) },
  { label: 'A key of 5 bytes', draft: withHeader('Sec-WebSocket-Key', { value: 'aGVsbG8=' }) },
  { label: 'No Connection', draft: withHeader('Connection', { isOn: false }) },
  { label: 'Another protocol', draft: withHeader('Upgrade', { value: 'h2c' }) },
  { label: 'A foreign page', draft: withHeader('Origin', { value: 'https://example.com' }) },
  { label: 'A foreign host', draft: withHeader('Host', { value: 'example.com' }) },
  { label: 'Another path', draft: { ...GOOD_REQUEST, line: 'GET /elsewhere HTTP/1.1' } },
  { label: 'With a subprotocol', draft: withHeader('Sec-WebSocket-Protocol', { isOn: true }) },
];

/** The bytes of a draft: lines that end in CR LF, and an empty one. @see RFC 9112 section 2.1 */
export function encodeRequest({ line, headers }: RequestDraft): Uint8Array<ArrayBuffer> {
  const lines = [line, ...headers.filter(({ isOn }) => isOn).map(({ name, value }) => `${name}: ${value}`)];
  return new TextEncoder().encode(`${lines.map((text) => `${text}\r\n`).join('')}\r\n`);
}

/** What is sent as the key, if one is. */
export function keyOf({ headers }: RequestDraft): string | undefined {
  return headers.find(({ name, isOn }) => isOn && name.toLowerCase() === 'sec-websocket-key')?.value.trim();
}

/** The value of a field in the head of an answer, and its first line. */
export function readAnswer(bytes: Uint8Array, name: string): { status: string; value: string | undefined } {
  const [head = ''] = new TextDecoder().decode(bytes).split('\r\n\r\n', 1);
  const [status = '', ...fields] = head.split('\r\n');
  const field = fields.find((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}:`));
  return { status, value: field?.slice(name.length + 1).trim() };
}

/** Changes one header of {@link GOOD_REQUEST}, or of another draft. */
export function withHeader(
  name: string,
  change: Partial<DraftHeader>,
  draft: RequestDraft = GOOD_REQUEST,
): RequestDraft {
  return {
    ...draft,
    headers: draft.headers.map((header) => (header.name === name ? { ...header, ...change } : header)),
  };
}
