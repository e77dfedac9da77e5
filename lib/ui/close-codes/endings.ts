import type { SessionHandle } from '../lab/session.ts';

/** A way in which a connection of a page can end. */
export interface Ending {
  readonly id: string;
  readonly label: string;
  /** Whose doing it is, to group them by. */
  readonly by: 'page' | 'page, refused' | 'other side';
  /** Makes it happen. What it throws is shown. `say` writes a line into the page's log. */
  readonly act: (run: {
    socket: WebSocket;
    session: Pick<SessionHandle, 'drop' | 'silence' | 'restart'>;
    say: (text: string) => void;
  }) => void | Promise<unknown>;
}

/** The longest reason that fits a close frame, and one more. @see RFC 6455 section 5.5 */
export const MAX_REASON_BYTES = 123;

/** More than the lab takes in one message. */
const TOO_LARGE_BYTES = 70_000;

/** The ways that the figure offers. */
export const ENDINGS: readonly Ending[] = [
  closing('close()'),
  closing('close(1000)', 1000),
  closing('close(3000)', 3000),
  closing("close(4000, 'bye')", 4000, 'bye'),
  closing('close(4999)', 4999),
  refused('close(1001)', 1001),
  refused('close(1005)', 1005),
  refused('close(1006)', 1006),
  refused('close(2999)', 2999),
  refused('A reason of 124 bytes', 1000, 'r'.repeat(MAX_REASON_BYTES + 1)),
  {
    id: 'restart',
    label: 'The server restarts',
    by: 'other side',
    act({ session, say }) {
      say('the session’s server is shut down');
      return session.restart('websocket');
    },
  },
  {
    id: 'too-large',
    label: 'Send 70,000 bytes',
    by: 'other side',
    act({ socket, say }) {
      say(`send(${TOO_LARGE_BYTES.toLocaleString('en')} bytes)`);
      socket.send('x'.repeat(TOO_LARGE_BYTES));
    },
  },
  {
    id: 'reset',
    label: 'The edge cuts it (RST)',
    by: 'other side',
    act({ session, say }) {
      say('the edge resets the connection');
      return session.drop('websocket');
    },
  },
  {
    id: 'half-open',
    label: 'Half-open, then close(1000)',
    by: 'other side',
    async act({ socket, session, say }) {
      await session.silence('websocket');
      say('nothing passes any more, and nobody says so');
      say('close(1000)');
      socket.close(1000);
    },
  },
];

function closing(label: string, code?: number, reason?: string): Ending {
  return {
    id: label,
    label,
    by: 'page',
    act({ socket, say }) {
      say(label);
      socket.close(code, reason);
    },
  };
}

/** A call that throws before a byte has gone. */
function refused(label: string, code: number, reason?: string): Ending {
  return { ...closing(label, code, reason), by: 'page, refused' };
}
