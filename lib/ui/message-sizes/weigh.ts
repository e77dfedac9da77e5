import type { Entry } from '../../wire/index.ts';
import type { CreateConnectionDecoder } from '../../wire/index.ts';
import { followCapture } from '../exchange/captured.ts';
import type { SessionHandle } from '../lab/session.ts';
import type { Payload } from './forms.ts';

/** A frame that went up, as the edge has counted it. */
export interface Weighed {
  readonly headerBytes: number;
  readonly payloadBytes: number;
}

/** How long the edge may take to report what was sent, in milliseconds. */
const PATIENCE_MS = 20_000;

/** Sends payloads over a connection of their own, and waits until the edge has counted them all. */
export function weigh(
  payloads: readonly Payload[],
  {
    session,
    token,
    createDecoder,
    signal,
  }: { session: SessionHandle; token: string; createDecoder: CreateConnectionDecoder; signal: AbortSignal },
): Promise<readonly Weighed[]> {
  const standing = session.state();
  if (standing.name !== 'open') return Promise.reject(new Error('The session ended before the messages were sent'));
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${standing.session.urls.websocket}/events?${token}`);
    const timer = setTimeout(() => end(() => reject(new Error('The edge did not report all frames'))), PATIENCE_MS);
    const onAbort = (): void => end(() => reject(new DOMException('The run was stopped', 'AbortError')));
    signal.addEventListener('abort', onAbort);
    const unfollow = followCapture(session, {
      transport: 'websocket',
      token,
      createDecoder,
      onChange({ entries }) {
        const weighed = dataFrames(entries.map(({ entry }) => entry));
        if (weighed.length >= payloads.length) end(() => resolve(weighed));
      },
    });
    socket.onopen = () => {
      for (const payload of payloads) socket.send(payload);
    };
    // The end of the connection alone says nothing: what was sent before it may still be on its way to this page.
    socket.onerror = () => end(() => reject(new Error('The connection failed')));

    function end(settle: () => void): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      unfollow();
      socket.onopen = socket.onerror = null;
      socket.close(1000);
      settle();
    }
  });
}

/** The data frames that went up, in order. @see RFC 6455 section 5.2 */
export function dataFrames(entries: readonly Entry[]): Weighed[] {
  return entries
    .filter(({ direction, kind, bytes }) => direction === 'up' && kind === 'frame' && ((bytes[0] ?? 0) & 0x0f) < 8)
    .map(({ bytes }) => {
      const headerBytes = headerOf(bytes[1] ?? 0);
      return { headerBytes, payloadBytes: bytes.length - headerBytes };
    });
}

function headerOf(second: number): number {
  const length = second & 0x7f;
  return 2 + (length === 126 ? 2 : length === 127 ? 8 : 0) + (second >= 0x80 ? 4 : 0);
}
