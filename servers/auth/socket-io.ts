import type { Socket } from 'socket.io';
import { decodeToken, ProtocolError } from '../../lib/protocol/index.ts';
import { cutOff } from '../socket-io-peer.ts';
import type { AuthGate } from './gate.ts';
import { Seat } from './seat.ts';
import type { Identity } from './tokens.ts';

/** Where a namespace's middleware leaves for whom a client speaks. */
const IDENTITY = Symbol('identity');

interface SocketWithIdentity extends Socket {
  [IDENTITY]?: Identity;
}

// #region middleware
/**
 * Asks for a user where the handshake has named none: the token then comes in the packet that joins the namespace.
 * Middleware belongs to one namespace; this server has the main one alone.
 */
export function askForUser(gate: AuthGate) {
  return async (socket: SocketWithIdentity, next: (error?: Error) => void): Promise<void> => {
    try {
      const known = gate.identityOf(socket.request);
      const identity = known ?? (await gate.verify(decodeToken(socket.handshake.auth)));
      // A poll may have come between the handshake and this packet, and time with it.
      if (gate.remainingMs(identity) === 0) throw new ProtocolError('unauthorized', 'The credentials have ended');
      socket[IDENTITY] = identity;
      next();
    } catch (error) {
      next(refusal(error));
    }
  };
}

/** What the client gets as `connect_error`: `data` is for programs, the message for people. */
function refusal(error: unknown): Error {
  if (!(error instanceof ProtocolError)) return new Error('The server could not make sense of this');
  return Object.assign(new Error(error.message), { data: { code: error.code } });
}
// #endregion middleware

/** Gives a client that was let in its seat. It is told that the seat has ended before it is disconnected. */
export function takeSeat(socket: SocketWithIdentity, gate: AuthGate): Seat {
  const { conn } = socket;
  return new Seat(gate, socket[IDENTITY], {
    onKnown: (known) => socket.emit('authenticated', known),
    onEnd(why) {
      socket.emit('unauthorized', { code: 'unauthorized', message: why });
      socket.disconnect(true);
      // One that takes nothing would hold its connection for as long as it likes.
      setTimeout(() => cutOff(conn), GRACE_MS).unref();
    },
  });
}

/** How long a client that is not wanted any more has to take its last packets, in milliseconds. */
const GRACE_MS = 1_000;
