import { WebSocket } from '../../counted-socket/index.ts';
import { seqOf, subscribeTo } from '../topic-messages.ts';

type Handler = (seq: number) => void;

/** A socket with `on` and `off` as Socket.IO has them, for several components. */
export class TopicEmitter {
  readonly #socket: WebSocket;
  readonly #handlers = new Set<Handler>();

  constructor(url: string, topic: string) {
    this.#socket = new WebSocket(url);
    this.#socket.onopen = () => this.#socket.send(subscribeTo(topic));
    this.#socket.onmessage = ({ data }) => {
      const seq = seqOf(data);
      if (seq !== undefined) for (const handler of this.#handlers) handler(seq);
    };
  }

  on(event: 'event', handler: Handler): void {
    if (event === 'event') this.#handlers.add(handler);
  }

  /** Without a handler, all of them go. @see https://socket.io/docs/v4/listening-to-events/ */
  off(event: 'event', handler?: Handler): void {
    if (event !== 'event') return;
    if (handler === undefined) this.#handlers.clear();
    else this.#handlers.delete(handler);
  }

  close(): void {
    this.#socket.onopen = this.#socket.onmessage = null;
    this.#socket.close();
  }
}
