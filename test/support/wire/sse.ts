import { once } from 'node:events';
import { get, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { vi } from 'vitest';

/** An open event stream, as text. */
export interface SseReader extends Disposable {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly response: IncomingMessage;
  text(): string;
  /** Fulfils with the match when the text so far matches. */
  received(pattern: RegExp): Promise<RegExpExecArray>;
  /** The ids of the events so far: the blocks without a name. */
  ids(): number[];
  /** Fulfils with the whole text when the stream has ended; rejects when it was broken off. */
  readonly ended: Promise<string>;
}

/** Opens a stream: `query` is what follows the `?`. */
export async function openSse(base: string, query: string, headers: Record<string, string> = {}): Promise<SseReader> {
  const request = get(`${base}/events?${query}`, { headers, agent: false });
  request.on('error', () => undefined);
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  let text = '';
  response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  const ended = once(response, 'end').then(() => text);
  ended.catch(() => undefined);
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    response,
    text: () => text,
    received: (pattern) =>
      vi.waitFor(
        () => {
          const match = pattern.exec(text);
          if (match !== null) return match;
          throw new Error(`Expected to receive ${pattern}, got ${JSON.stringify(text.slice(-500))}`);
        },
        { timeout: 8_000, interval: 5 },
      ),
    ids: () => [...text.matchAll(/(?<=\n\n)id: (\d+)\ndata: /g)].map(([, id]) => Number(id)),
    ended,
    [Symbol.dispose]: () => request.destroy(),
  };
}
