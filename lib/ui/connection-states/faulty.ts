import type { Timer } from '../../measure/clock.ts';
import { createBackoff } from '../../transports/backoff.ts';
import { type CreateClient, formatMs } from './client.ts';

/**
 * A client that looks at the close code to find out who wanted the end. Everything else is as it should be: one socket,
 * one timer that is cleared, a guard against old sockets.
 */
export const createCodeClient: CreateClient = ({ createSocket, clock, random, onState, onIgnored }) => {
  const backoff = createBackoff(random);
  let socket: WebSocket | undefined;
  let timer: Timer | undefined;

  function open(cause: string): void {
    const own = createSocket();
    socket = own;
    own.addEventListener('open', () => {
      if (own === socket) onState('open', 'open');
      else onIgnored?.('open');
    });
    // #region by-code
    own.addEventListener('close', ({ code }) => {
      if (own !== socket) return onIgnored?.(`close ${code}`);
      if (code === 1000) return onState('closed', 'close 1000');
      const delayMs = backoff.next();
      timer = clock.setTimeout(() => open(`${formatMs(delayMs)} are over`), delayMs);
      onState('waiting', `close ${code}`);
    });
    // #endregion by-code
    onState('connecting', cause);
  }

  return {
    connect() {
      if (socket !== undefined && socket.readyState <= 1) return;
      clock.clearTimeout(timer);
      backoff.reset();
      open('connect()');
    },
    disconnect() {
      clock.clearTimeout(timer);
      // The state follows when the close event comes, with its code.
      if (socket !== undefined && socket.readyState <= 1) socket.close(1000);
      else if (socket !== undefined) onState('closed', 'disconnect()');
    },
    send: (text) => socket?.readyState === 1 && socket.send(text),
    network: () => undefined,
  };
};

/** A client that keeps a flag for who wanted the end, as it should, and listens to every socket that it ever made. */
export const createUnguardedClient: CreateClient = ({ createSocket, clock, random, onState }) => {
  const backoff = createBackoff(random);
  let socket: WebSocket | undefined;
  let timer: Timer | undefined;
  let isClosedByUser = false;

  // #region unguarded
  function open(cause: string): void {
    socket = createSocket();
    socket.addEventListener('open', () => onState('open', 'open'));
    socket.addEventListener('close', ({ code }) => {
      if (isClosedByUser) return onState('closed', `close ${code}`);
      const delayMs = backoff.next();
      timer = clock.setTimeout(() => open(`${formatMs(delayMs)} are over`), delayMs);
      onState('waiting', `close ${code}`);
    });
    onState('connecting', cause);
  }
  // #endregion unguarded

  return {
    connect() {
      if (socket !== undefined && socket.readyState <= 1) return;
      clock.clearTimeout(timer);
      isClosedByUser = false;
      backoff.reset();
      open('connect()');
    },
    disconnect() {
      isClosedByUser = true;
      clock.clearTimeout(timer);
      if (socket === undefined) return;
      if (socket.readyState <= 1) socket.close(1000);
      onState('closed', 'disconnect()');
    },
    send: (text) => socket?.readyState === 1 && socket.send(text),
    network: () => undefined,
  };
};
