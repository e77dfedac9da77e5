import type { Clock } from '../../measure/clock.ts';
import { ackMarkOf } from './packets.ts';

/** How many lines are kept; the oldest go. */
const MAX_LINES = 200;

/** A packet that went one way or the other, or the end of the connection. */
export interface PacketLine {
  /** 1, 2, 3 … */
  readonly number: number;
  readonly kind: 'up' | 'down' | 'state';
  readonly text: string;
  /** Milliseconds since the packet that asked for it was sent, where it is an acknowledgement. */
  readonly roundTripMs?: number;
}

/** What is known of a run. A new object with every change. */
export interface PacketRunState {
  readonly lines: readonly PacketLine[];
  readonly isOpen: boolean;
}

/** A plain WebSocket to a Socket.IO server, for packets that are written by hand. */
export interface PacketRun {
  state(): PacketRunState;
  /** Sends a text as it is; before the connection stands, it waits. */
  send(packet: string): void;
  close(): void;
}

/** What a run is opened with. */
export interface PacketRunOptions {
  /** The address of the transport's edge, `http:`. */
  url: string;
  /** A query to be told by. */
  token: string;
  clock: Pick<Clock, 'now'>;
  onChange: () => void;
  /** @default new globalThis.WebSocket(url) */
  createSocket?: (url: string) => WebSocket;
}

/** Opens the connection. It answers the server's pings, or it would be ended for its silence; these answers are shown, too. */
export function openPacketRun(options: PacketRunOptions): PacketRun {
  const { url, token, clock, onChange, createSocket = (address) => new WebSocket(address) } = options;
  const socket = createSocket(`${url.replace(/^http/, 'ws')}/socket.io/?EIO=4&transport=websocket&${token}`);
  const asked = new Map<string, number>();
  const waiting: string[] = [];
  let state: PacketRunState = { lines: [], isOpen: false };
  let count = 0;
  let isLeft = false;

  function note(line: Omit<PacketLine, 'number'>, isOpen = state.isOpen): void {
    if (isLeft) return;
    state = { lines: [...state.lines, { ...line, number: ++count }].slice(-MAX_LINES), isOpen };
    onChange();
  }

  function send(packet: string): void {
    if (socket.readyState === socket.CONNECTING) {
      waiting.push(packet);
      return;
    }
    if (socket.readyState !== socket.OPEN) return;
    const mark = ackMarkOf(packet);
    if (mark?.kind === 'asks') asked.set(mark.key, clock.now());
    socket.send(packet);
    note({ kind: 'up', text: packet });
  }

  socket.onopen = () => {
    note({ kind: 'state', text: 'the WebSocket is open' }, true);
    for (const packet of waiting.splice(0)) send(packet);
  };
  socket.onmessage = ({ data }: MessageEvent<unknown>) => {
    const at = clock.now();
    const packet = typeof data === 'string' ? data : '(an attachment)';
    const mark = ackMarkOf(packet);
    const sentAt = mark?.kind === 'answers' ? asked.get(mark.key) : undefined;
    note({ kind: 'down', text: packet, ...(sentAt === undefined ? {} : { roundTripMs: at - sentAt }) });
    if (packet === '2') send('3');
  };
  socket.onclose = ({ code }) => note({ kind: 'state', text: `the connection ended: close, code ${code}` }, false);

  return {
    state: () => state,
    send,
    close() {
      isLeft = true;
      socket.close();
    },
  };
}
