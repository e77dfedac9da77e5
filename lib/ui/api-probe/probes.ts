/** A call of the interface, and how to find out what this browser does with it. */
export interface Probe {
  /** As it would be written, with `url` for the address of the lab. */
  readonly code: string;
  /** @returns what happened, for readers; what it throws is what happened, too */
  readonly run: (url: string) => string | Promise<string>;
}

/** How long an event may take, in milliseconds. */
const EVENT_MS = 5_000;

/** The calls of the figure. Each makes its own sockets, and leaves none behind. */
export const PROBES: readonly Probe[] = [
  { code: "new WebSocket(url + '#part')", run: (url) => made(`${url}#part`) },
  { code: "new WebSocket('ftp://localhost/')", run: () => made('ftp://localhost/') },
  { code: "new WebSocket(url, ['a', 'a'])", run: (url) => made(url, ['a', 'a']) },
  { code: "new WebSocket(url, 'two words')", run: (url) => made(url, 'two words') },
  {
    code: "new WebSocket(url).send('x')",
    run: (url) => using(new WebSocket(url), (socket) => (socket.send('x'), 'no exception')),
  },
  {
    code: 'new WebSocket(url).close(1001)',
    run: (url) => using(new WebSocket(url), (socket) => (socket.close(1001), 'no exception')),
  },
  {
    code: "socket.binaryType = 'text'",
    run: (url) =>
      using(new WebSocket(url), (socket) => {
        Reflect.set(socket, 'binaryType', 'text');
        return `no exception; it is still ${JSON.stringify(socket.binaryType)}`;
      }),
  },
  {
    code: "new WebSocket(url, 'wirelab.1')",
    run: (url) =>
      settled(
        new WebSocket(url, 'wirelab.1'),
        (socket) => `open; socket.protocol is ${JSON.stringify(socket.protocol)}`,
      ),
  },
  {
    code: "new WebSocket(url, 'unknown.9')",
    run: (url) =>
      settled(
        new WebSocket(url, 'unknown.9'),
        (socket) => `open; socket.protocol is ${JSON.stringify(socket.protocol)}`,
      ),
  },
];

/** Runs a probe. */
export async function runProbe(probe: Probe, url: string): Promise<{ text: string; threw: boolean }> {
  try {
    return { text: await probe.run(url), threw: false };
  } catch (error) {
    return { text: error instanceof Error ? `throws ${error.name}` : String(error), threw: true };
  }
}

function made(...given: ConstructorParameters<typeof WebSocket>): string {
  return using(new WebSocket(...given), () => 'no exception');
}

function using(socket: WebSocket, act: (socket: WebSocket) => string): string {
  try {
    return act(socket);
  } finally {
    socket.onopen = () => socket.close();
  }
}

/** Waits for the socket's first word. */
function settled(socket: WebSocket, onOpen: (socket: WebSocket) => string): Promise<string> {
  return new Promise((resolve) => {
    const bound = setTimeout(() => resolve('nothing within five seconds'), EVENT_MS);
    const end = (text: string): void => {
      clearTimeout(bound);
      resolve(text);
      socket.close();
    };
    let before = '';
    socket.onopen = () => end(onOpen(socket));
    socket.onerror = () => {
      before = 'error, then ';
    };
    socket.onclose = ({ code }) => end(`no exception; later ${before}close with ${code}`);
  });
}
