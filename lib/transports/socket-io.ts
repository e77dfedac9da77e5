import { io } from 'socket.io-client';
import { decodeBounds, decodeErrorFields, decodeEvent, decodeReset, isPosition, isRecord } from '../protocol/index.ts';
import { createConnection, type Link } from './connection.ts';
import { decoded, failureOf, Loss, publishFailure, Refusal } from './failure.ts';
import { createSubscription } from './subscription.ts';
import type { Connect } from './transport.ts';
import { createUnanswered } from './unanswered.ts';

/** How long an answer may take, in milliseconds: that to the handshake and to an `emit`. */
const ANSWER_MS = 10_000;

/** How many publishes may be on their way at once. */
const WINDOW = 32;

type Socket = ReturnType<typeof io>;

/**
 * Reads and publishes over Socket.IO as it comes: it begins with long polling and upgrades to a WebSocket.
 *
 * Two things that Socket.IO offers are switched off or kept out of the way, so that the five clients can be compared.
 * Its reconnection: this client comes back with the same backoff as the others. Its send buffer: `emit` on a socket that
 * is not connected would be kept and sent later, beside our own repeat.
 *
 * Liveness is Socket.IO's own: the server sends a ping every 25 s, and where none came for 45 s the connection is lost.
 */
export const connect: Connect = (options) => {
  const unanswered = createUnanswered();
  /** The socket that stands; absent while none does. */
  let current: Socket | undefined;

  return createConnection(options, {
    read: (link) => new Promise((_, onEnd) => open(link, onEnd)),
    // #region publish
    send(request, link) {
      const socket = current;
      if (socket === undefined) return Promise.reject(new Loss('there is no connection'));
      link.trace?.({ kind: 'message', at: link.clock.now(), direction: 'up', label: 'publish' });
      const answer = unanswered.wait(request.id, JSON.stringify(request).length);
      ask(socket, ['publish', request], (ack) => {
        if (ack instanceof Loss || ack instanceof Refusal) return unanswered.reject(request.id, publishFailure(ack));
        const { seq } = ack;
        if (!isPosition(seq)) return unanswered.reject(request.id, publishFailure(new Refusal('The ack has no `seq`')));
        link.trace?.({ kind: 'message', at: link.clock.now(), direction: 'down', label: 'ack', seq });
        unanswered.resolve(request.id, seq);
      });
      return answer;
    },
    // #endregion publish
    window: WINDOW,
  });

  function open(link: Link, onEnd: (error: unknown) => void): void {
    // #region socket
    link.trace?.({ kind: 'connecting', at: link.clock.now() });
    const socket = io(link.url, {
      forceNew: true,
      reconnection: false,
      timeout: ANSWER_MS,
      withCredentials: options.credentials === 'include',
      ...(options.webSocketOnly ? { transports: ['websocket'] } : {}),
    });
    const subscription = createSubscription(link, subscribe);
    let isOver = false;
    link.signal.addEventListener('abort', onAbort);

    socket.on('connect', () => {
      link.trace?.({ kind: 'connected', at: link.clock.now() });
      current = socket;
      subscription.ask();
    });
    socket.on('event', (value: unknown) =>
      guarded(() => {
        const event = decoded(() => decodeEvent(value));
        const { seq, at: sentAt, type } = event;
        link.trace?.({ kind: 'message', at: link.clock.now(), direction: 'down', label: type, sentAt, seq });
        subscription.onEvent(event);
      }),
    );
    socket.on('reset', (value: unknown) =>
      guarded(() => {
        link.trace?.({ kind: 'message', at: link.clock.now(), direction: 'down', label: 'reset' });
        subscription.onReset(decoded(() => decodeReset(value)));
      }),
    );
    socket.on('connect_error', (error) => end(refusedWith(error)));
    socket.on('disconnect', (reason, details) => {
      if (isTooLarge(details)) unanswered.blameLargest();
      end(new Loss(reason));
    });
    // #endregion socket

    // #region subscribe
    function subscribe(position: { after?: number; log?: string }): void {
      link.trace?.({ kind: 'message', at: link.clock.now(), direction: 'up', label: 'subscribe' });
      // The answer is taken in its callback: a promise would run after events that came in the same packet.
      ask(socket, ['subscribe', { topic: link.topic, ...position }], (answer) => {
        if (isOver) return;
        if (answer instanceof Loss || answer instanceof Refusal) return end(answer);
        link.trace?.({ kind: 'message', at: link.clock.now(), direction: 'down', label: 'subscribed' });
        guarded(() => subscription.onSubscribed(decoded(() => decodeBounds({ topic: link.topic, ...answer }))));
      });
    }
    // #endregion subscribe

    function guarded(handle: () => void): void {
      try {
        handle();
      } catch (error) {
        end(error);
      }
    }

    function onAbort(): void {
      end(link.signal.reason);
    }

    function end(error: unknown): void {
      if (isOver) return;
      isOver = true;
      current = undefined;
      unanswered.lose(new Loss('the connection was lost'));
      link.signal.removeEventListener('abort', onAbort);
      socket.off();
      socket.disconnect();
      const reason = error instanceof Error ? error.message : String(error);
      link.trace?.({ kind: 'disconnected', at: link.clock.now(), reason });
      onEnd(error);
    }
  }
};

/** Emits with an ack, which is called once: with the answer, or with why there is none. */
function ask(
  socket: Socket,
  [name, argument]: [name: 'publish' | 'subscribe', argument: object],
  onAnswer: (answer: Record<string, unknown> | Loss | Refusal) => void,
): void {
  socket.timeout(ANSWER_MS).emit(name, argument, (error: Error | null, answer: unknown) => {
    if (error !== null) return onAnswer(new Loss(error.message));
    if (isRecord(answer) && answer.ok === true) return onAnswer(answer);
    try {
      onAnswer(failureOf(decodeErrorFields(answer)));
    } catch (cause) {
      onAnswer(new Refusal('The ack is not of the lab protocol', { cause }));
    }
  });
}

/**
 * Tells what a failed handshake means. It begins with long polling, so the answer of the server can be seen, in fields that
 * Engine.IO passes on from its request: `description` is the status, `context` the `XMLHttpRequest`.
 */
function refusedWith(error: Error): Loss | Refusal {
  const { description: status, context } = error as { description?: unknown; context?: unknown };
  const text = isRecord(context) || context instanceof Object ? Reflect.get(context, 'responseText') : undefined;
  try {
    return failureOf(decodeErrorFields(JSON.parse(String(text))));
  } catch {
    const reason = typeof status === 'number' ? `the server answered ${status}` : error.message;
    const isFinal = typeof status === 'number' && status >= 400 && status < 500 && status !== 408 && status !== 429;
    return isFinal ? new Refusal(reason) : new Loss(reason);
  }
}

/**
 * Tells whether the server ended the connection over the size of a packet, which it does for one of more than twice the
 * limit: the WebSocket's close code 1009, or the status 413 of a request.
 */
function isTooLarge(details: unknown): boolean {
  if (typeof details !== 'object' || details === null) return false;
  const { context, description } = details as { context?: unknown; description?: unknown };
  const code = typeof context === 'object' && context !== null ? Reflect.get(context, 'code') : undefined;
  return code === 1009 || description === 413;
}
