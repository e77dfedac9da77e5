import type { WebSocket } from 'ws';
import { startSocketServer } from './socket-server.ts';

/** What a publish of the lab's protocol says, as far as it matters here. */
interface Publish {
  id: string;
  data: { n: number };
}

/** A server that stores what is published, in the order of its coming, and takes a second publish with an id for a repeat. */
export interface PublishLog {
  /** The base address, to which clients add `/events`. */
  readonly url: string;
  /** The numbers of what was stored, in order. */
  readonly stored: readonly number[];
  /** How many publishes came, repeats included. */
  readonly received: () => number;
  close(): Promise<void>;
}

/**
 * Starts it on port 0.
 *
 * @param onPublish is asked before a publish is answered; where it gives `false`, the answer is not sent
 */
export async function startPublishLog(
  host = '127.0.0.1',
  onPublish: (publish: Publish, socket: WebSocket) => boolean = () => true,
): Promise<PublishLog> {
  const seqs = new Map<string, number>();
  const stored: number[] = [];
  let received = 0;
  const answer = (socket: WebSocket): void => {
    socket.on('message', (text) => {
      const publish = JSON.parse(String(text)) as Publish;
      received++;
      if (!seqs.has(publish.id)) seqs.set(publish.id, stored.push(publish.data.n));
      if (onPublish(publish, socket))
        socket.send(JSON.stringify({ op: 'ack', id: publish.id, seq: seqs.get(publish.id) }));
    });
  };
  const handleProtocols = (offered: Set<string>): string | false => [...offered][0] ?? false;
  const { url, close } = await startSocketServer(answer, { host, handleProtocols });
  return { url, stored, received: () => received, close };
}

/** How often each of the first `count` numbers was stored, as a {@link OpenStage} tells it. */
export function countsOf(stored: readonly number[], count: number): Record<string, number> {
  const times = (n: number): number => stored.filter((one) => one === n).length;
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`n${index + 1}`, times(index + 1)]));
}
