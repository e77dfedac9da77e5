import { decodeServerMessage, SUBPROTOCOL, type ServerMessage } from '../../protocol/index.ts';

/** The connection over which a peer tells the other what it needs to know, by way of the lab's log. */
export interface SignalLine {
  /** Publishes on the other's topic. @returns whether there was a connection to do so */
  send(type: string, data: unknown): boolean;
  close(): void;
}

/** What a line is opened with. */
export interface SignalLineOptions {
  createSocket: (subprotocol: string) => WebSocket;
  /** The topic that this peer reads, and the one that it writes on. */
  reads: string;
  writes: string;
  /** Names a publish: unique in its topic, and beginning with its type. */
  newId: (type: string) => string;
  onMessage: (type: string, data: unknown) => void;
  /** The server has refused something. */
  onRefused: (reason: string) => void;
  /** The connection is over, or never was. */
  onEnd: (code: number) => void;
}

/** Opens a line. @returns the line, once the server has confirmed the subscription @throws {Error} where none came */
export function openSignalLine(options: SignalLineOptions): Promise<SignalLine> {
  const { createSocket, reads, writes, newId, onMessage, onRefused, onEnd } = options;
  const socket = createSocket(SUBPROTOCOL);
  let isLeft = false;

  const line: SignalLine = {
    send(type, data) {
      if (socket.readyState !== WebSocket.OPEN) return false;
      socket.send(JSON.stringify({ op: 'publish', id: newId(type), topic: writes, type, data }));
      return true;
    },
    close() {
      isLeft = true;
      socket.close(1000);
    },
  };

  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () => socket.send(JSON.stringify({ op: 'subscribe', topic: reads })));
    socket.addEventListener('message', ({ data }) => {
      const message = readMessage(data);
      if (message === undefined || isLeft) return;
      if (message.op === 'subscribed') resolve(line);
      if (message.op === 'event') onMessage(message.type, message.data);
      if (message.op === 'error') onRefused(`${message.code}: ${message.message}`);
    });
    socket.addEventListener('close', ({ code }) => {
      reject(new Error(`The signalling connection ended with ${code} before it was of use`));
      if (!isLeft) onEnd(code);
    });
  });
}

function readMessage(data: unknown): ServerMessage | undefined {
  try {
    return decodeServerMessage(JSON.parse(String(data)));
  } catch {
    return undefined;
  }
}
