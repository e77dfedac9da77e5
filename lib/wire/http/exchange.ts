import type { FieldLine, Head } from './head.ts';
import { fieldValue, hasToken } from './head.ts';
import type { Mentions } from '../span.ts';

/** A request, as its answer needs to know it. */
export interface Exchange {
  readonly method: string;
  readonly target: string;
  /** Whether its body, or its answer's, is a payload of Engine.IO. */
  readonly isEngineIo: boolean;
  /** Whether it asks for the connection to become a WebSocket. */
  readonly wantsWebSocket: boolean;
  /** What its target and its body tell of; its answer tells of it too. */
  mentions: Mentions;
}

/** What a request is about. */
export function exchangeOf(head: Head): Exchange {
  const { line, fields } = head;
  const { method, target } = line?.kind === 'request' ? line : { method: '', target: '' };
  return {
    method,
    target,
    isEngineIo: /^(?:https?:\/\/[^/]*)?\/socket\.io\/?(?:\?|$)/i.test(target) || /[?&]EIO=\d/.test(target),
    wantsWebSocket: isWebSocketUpgrade(fields),
    mentions: targetMentions(target),
  };
}

/** Whether the fields ask for a WebSocket, or agree to one. @see RFC 6455 section 4.1 */
export function isWebSocketUpgrade(fields: readonly FieldLine[]): boolean {
  return hasToken(fieldValue(fields, 'upgrade'), 'websocket') && hasToken(fieldValue(fields, 'connection'), 'upgrade');
}

function targetMentions(target: string): Mentions {
  const topics = new URLSearchParams(target.replace(/^[^?]*\??/, '')).getAll('topic').filter((topic) => topic !== '');
  return topics.length === 0 ? {} : { topics };
}
