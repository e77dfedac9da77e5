import { type AuthMethod, isRecord } from '../../protocol/index.ts';
import type { GateTransport } from './choices.ts';
import { shortened } from './forge.ts';

/** What a connection is opened with, and who is told. */
export interface ConnectOptions {
  transport: GateTransport;
  /** Of the edge, without a trailing slash. */
  url: string;
  /** The query that marks the figure's own connections. */
  mark: string;
  method: AuthMethod;
  /** The token or ticket; none with a cookie, and where nothing is sent. */
  credential: string | undefined;
  say(kind: 'did' | 'event', text: string): void;
  /** The server has said that it knows the user, and for how long. */
  onKnown(expiresInMs: number): void;
  onOpen(): void;
  onEnd(): void;
}

/** An open connection of the figure. */
export interface GateConnection {
  /** Shows a fresh token, where the transport can carry one. */
  refresh?(token: string): void;
  /** Asks for a topic, where the transport can carry that. */
  subscribe?(topic: string): void;
  close(): void;
}

/** What any topic of this figure is called. */
const TOPIC = 'lesson-auth';

/** Opens a connection as a page would. */
export function openGateConnection(options: ConnectOptions): GateConnection {
  switch (options.transport) {
    case 'websocket':
      return openWebSocket(options);
    case 'socket-io':
      return openSocketIo(options);
    case 'sse':
      return options.method === 'header' ? openFetch(options) : openEventSource(options);
  }
}

/** What goes into the address. */
function addressOf({ method, credential, mark }: ConnectOptions): string {
  const name = method === 'ticket' ? 'ticket' : method === 'query' ? 'token' : undefined;
  return name === undefined || credential === undefined ? mark : `${mark}&${name}=${encodeURIComponent(credential)}`;
}

/** The listeners that both have which are WebSockets underneath. */
function listen(socket: WebSocket, { say, onEnd }: ConnectOptions): void {
  socket.onerror = () => say('event', 'error (it says nothing more)');
  socket.onclose = ({ code, reason, wasClean }) => {
    say('event', `close: code ${code}, reason ${JSON.stringify(reason)}, wasClean ${wasClean}`);
    onEnd();
  };
}

function openWebSocket(options: ConnectOptions): GateConnection {
  const { url, method, credential, say, onKnown, onOpen } = options;
  say('did', 'new WebSocket(…)');
  const socket = new WebSocket(`${url}/events?${addressOf(options)}`);
  const send = (message: Record<string, unknown>, shown: string): void => {
    say('did', `send ${shown}`);
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
  };
  listen(socket, options);
  // #region first-message
  socket.onopen = () => {
    say('event', 'open');
    onOpen();
    if (method === 'first-message' && credential !== undefined) authenticate(credential);
  };
  function authenticate(token: string): void {
    send({ op: 'authenticate', token }, `authenticate, with ${shortened(token)}`);
  }
  // #endregion first-message
  socket.onmessage = ({ data }: MessageEvent<unknown>) => {
    say('event', `message: ${cut(String(data))}`);
    const message = jsonOf(String(data));
    if (message.op === 'authenticated') onKnown(Number(message.expiresInMs));
  };
  return {
    refresh: authenticate,
    subscribe: (topic) => send({ op: 'subscribe', topic }, `subscribe to ${topic}`),
    close: () => socket.close(),
  };
}

/** The packets of Socket.IO over a WebSocket, written here so that they can be read in the capture. */
function openSocketIo(options: ConnectOptions): GateConnection {
  const { url, method, credential, say, onKnown, onOpen } = options;
  say('did', 'new WebSocket(…/socket.io/)');
  const target = `${url.replace(/^http/, 'ws')}/socket.io/?EIO=4&transport=websocket&${addressOf(options)}`;
  const socket = new WebSocket(target);
  let acks = 0;
  const send = (packet: string, shown: string): void => {
    say('did', `send ${shown}`);
    if (socket.readyState === socket.OPEN) socket.send(packet);
  };
  listen(socket, options);
  socket.onmessage = ({ data }: MessageEvent<unknown>) => {
    const packet = String(data);
    if (packet === '2') return socket.send('3');
    say('event', `packet: ${cut(packet)}`);
    if (packet.startsWith('0')) {
      const auth = method === 'first-message' && credential !== undefined ? JSON.stringify({ token: credential }) : '';
      send(`40${auth}`, auth === '' ? '40' : `40, with ${shortened(credential ?? '')}`);
    } else if (packet.startsWith('40')) onOpen();
    else if (packet.startsWith('42["authenticated",')) {
      onKnown(Number(/"expiresInMs":(\d+)/.exec(packet)?.[1]));
    }
  };
  return {
    refresh: (token) => send(`42${acks++}["authenticate",${JSON.stringify({ token })}]`, 'authenticate'),
    subscribe: (topic) => send(`42${acks++}["subscribe",${JSON.stringify({ topic })}]`, `subscribe to ${topic}`),
    close: () => socket.close(),
  };
}

function openEventSource(options: ConnectOptions): GateConnection {
  const { url, method, say, onOpen, onEnd } = options;
  say('did', 'new EventSource(…)');
  const source = new EventSource(`${url}/events?topic=${TOPIC}&${addressOf(options)}`, {
    withCredentials: method === 'cookie',
  });
  source.onopen = () => {
    say('event', 'open');
    onOpen();
  };
  source.addEventListener('subscribed', () => say('event', 'subscribed'));
  source.addEventListener('unauthorized', ({ data }: MessageEvent<unknown>) => say('event', `unauthorized: ${data}`));
  source.onerror = () => {
    const isOver = source.readyState === source.CLOSED;
    say('event', isOver ? 'error, and readyState 2: it has given up' : 'error, and readyState 0: it tries again');
    if (isOver) onEnd();
  };
  return {
    close() {
      source.close();
      say('did', 'close()');
      onEnd();
    },
  };
}

/** A stream that is read by hand: the only way for a page to send a header, and it sees the status as well. */
function openFetch({ url, mark, credential, say, onOpen, onEnd }: ConnectOptions): GateConnection {
  const abort = new AbortController();
  say('did', 'fetch(…)');
  const headers: Record<string, string> = credential === undefined ? {} : { Authorization: `Bearer ${credential}` };
  const read = async (): Promise<void> => {
    const response = await fetch(`${url}/events?topic=${TOPIC}&${mark}`, { headers, signal: abort.signal });
    say('event', `status ${response.status}`);
    if (!response.ok || response.body === null) return say('event', `body: ${cut(await response.text())}`);
    onOpen();
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return say('event', 'the stream has ended');
      const names = [...value.matchAll(/^event: (\w+)\n(?:id: .*\n)?data: (.*)/gm)];
      for (const [, name = '', data = ''] of names) say('event', `${name}: ${cut(data)}`);
    }
  };
  void read()
    .catch((error: unknown) => say('event', error instanceof Error ? `${error.name}: ${error.message}` : String(error)))
    .finally(onEnd);
  return { close: () => abort.abort() };
}

function cut(text: string): string {
  return text.length > 140 ? `${text.slice(0, 140)} …` : text;
}

function jsonOf(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}
