import { decodeServerMessage, type ServerMessage, SUBPROTOCOL } from '../protocol/index.ts';
import { createConnection, type Link } from './connection.ts';
import { decoded, failureOf, Loss, publishFailure, Refusal } from './failure.ts';
import { watchSilence } from './silence.ts';
import { createSubscription } from './subscription.ts';
import type { Connect } from './transport.ts';
import { createUnanswered } from './unanswered.ts';

/** After how long without a message the server is asked for a sign of life, in milliseconds. */
export const QUIET_MS = 30_000;

/** How long an answer may take, in milliseconds: that to the handshake, to a message, to the question for a sign of life. */
export const ANSWER_MS = 10_000;

/** How many publishes may be on their way at once. */
const WINDOW = 32;

/**
 * The close codes after which another try would end the same way: what we sent was illegal (1002, 1003, 1007, 1009, 1010)
 * or not permitted (1008, 3000, 3003). All others are worth a try, 1000 too: a server may end a connection politely.
 *
 * @see RFC 6455 section 7.4.1; the IANA registry "WebSocket Close Code Number" for 3000 and 3003
 */
const FINAL_CODES: readonly number[] = [1002, 1003, 1007, 1008, 1009, 1010, 3000, 3003];

/**
 * Reads and publishes over one WebSocket.
 *
 * A browser answers the server's pings by itself and tells the page nothing of them, so they cannot show that the server is
 * there. Where nothing came for 30 s, this client asks for a sign of life with a message: it subscribes again from where it
 * stands, which changes nothing, and expects an answer within 10 s.
 *
 * A script cannot see why a handshake failed: a full server, a refused origin and an unplugged cable are all close code
 * 1006. All are tried again, and a `Retry-After` cannot be honoured.
 */
export const connect: Connect = (options) => {
  const { createSocket = (url: string, protocol: string) => new WebSocket(url, protocol) } = options;
  const unanswered = createUnanswered();
  /** Sends over the socket that stands; absent while none does. */
  let sendText: ((text: string) => void) | undefined;

  return createConnection(options, {
    read: (link) => new Promise((_, onEnd) => open(link, onEnd)),
    // #region publish
    async send(request, link) {
      if (sendText === undefined) throw new Loss('there is no connection');
      const text = JSON.stringify({ op: 'publish', ...request });
      const answer = unanswered.wait(request.id, text.length);
      link.trace?.({ kind: 'message', at: link.clock.now(), direction: 'up', label: 'publish' });
      sendText(text);
      return answer;
    },
    // #endregion publish
    window: WINDOW,
  });

  function open(link: Link, onEnd: (error: unknown) => void): void {
    // #region socket
    const socket = openSocket(link, createSocket);
    const silence = watchSilence(link.clock, QUIET_MS, onSilence);
    const subscription = createSubscription(link, subscribe);
    let isProbing = false;
    let isOver = false;

    silence.within(ANSWER_MS);
    link.trace?.({ kind: 'connecting', at: link.clock.now() });
    link.signal.addEventListener('abort', onAbort);

    socket.addEventListener('open', () => {
      if (isOver) return;
      link.trace?.({ kind: 'connected', at: link.clock.now() });
      sendText = (text) => {
        socket.send(text);
        silence.within(ANSWER_MS);
      };
      subscription.ask();
    });
    socket.addEventListener('message', ({ data }) => {
      if (isOver) return;
      isProbing = false;
      silence.heard();
      try {
        receive(decoded(() => decodeServerMessage(JSON.parse(data))));
      } catch (error) {
        end(error);
      }
    });
    // An error tells a script nothing; the close that follows it says what can be known.
    socket.addEventListener('error', () => undefined);
    socket.addEventListener('close', ({ code, reason }) => {
      if (isOver) return;
      end(code === 1009 && unanswered.blameLargest() ? new Loss('a message was too large') : closedWith(code, reason));
    });
    // #endregion socket

    function subscribe(position: { after?: number; log?: string }): void {
      link.trace?.({ kind: 'message', at: link.clock.now(), direction: 'up', label: 'subscribe' });
      sendText?.(JSON.stringify({ op: 'subscribe', topic: link.topic, ...position }));
    }

    // #region receive
    function receive(message: ServerMessage): void {
      traceDown(link, message);
      switch (message.op) {
        case 'event': {
          const { topic, seq, type, at, data } = message;
          return subscription.onEvent({ topic, seq, type, at, data });
        }
        case 'subscribed':
          return subscription.onSubscribed(message);
        case 'reset':
          return subscription.onReset(message);
        case 'ack':
          return unanswered.resolve(message.id, message.seq);
        case 'error': {
          const failure = failureOf(message);
          if (message.id !== undefined) unanswered.reject(message.id, publishFailure(failure));
          else if (subscription.isAsked()) throw failure;
          return;
        }
        case 'unsubscribed':
          return;
      }
    }
    // #endregion receive

    function onSilence(): void {
      if (isProbing || sendText === undefined) {
        end(new Loss('the server does not answer'));
        return;
      }
      isProbing = true;
      subscription.ask();
    }

    function onAbort(): void {
      end(link.signal.reason);
    }

    // #region end
    /** The socket may still report for a minute how it ends, and by then another one stands: it is not listened to. */
    function end(error: unknown): void {
      if (isOver) return;
      isOver = true;
      sendText = undefined;
      silence.stop();
      link.signal.removeEventListener('abort', onAbort);
      socket.close();
      const reason = error instanceof Error ? error.message : String(error);
      link.trace?.({ kind: 'disconnected', at: link.clock.now(), reason });
      unanswered.lose(new Loss(reason));
      onEnd(error);
    }
    // #endregion end
  }
};

function openSocket(link: Link, create: (url: string, protocol: string) => WebSocket): WebSocket {
  try {
    return create(`${link.url}/events`, SUBPROTOCOL);
  } catch (cause) {
    throw new Refusal(`No WebSocket can be opened to ${link.url}`, { cause });
  }
}

function closedWith(code: number, reason: string): Loss | Refusal {
  const text = `the connection was closed with ${code}${reason === '' ? '' : ` (${reason})`}`;
  return FINAL_CODES.includes(code) ? new Refusal(text) : new Loss(text);
}

function traceDown(link: Link, message: ServerMessage): void {
  if (link.trace === undefined) return;
  const seen = { kind: 'message', at: link.clock.now(), direction: 'down', label: message.op } as const;
  if (message.op === 'event') link.trace({ ...seen, label: message.type, sentAt: message.at, seq: message.seq });
  else if (message.op === 'ack') link.trace({ ...seen, seq: message.seq });
  else link.trace(seen);
}
