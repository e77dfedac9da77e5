import type { Socket } from 'node:net';
import type { StreamToxics } from '../../lib/protocol/index.ts';
import type { MessageBounds } from './toxics/message-bounds.ts';
import { Pipeline } from './toxics/pipeline.ts';
import { WAITING_BYTES } from './toxics/queue.ts';
import type { End, Outlet, Surroundings } from './toxics/stage.ts';
import { resetSocket } from '../reset.ts';

/** What one direction is made of. */
export interface FlowOptions {
  /** Where bytes come from; it is read while there is room for them. */
  source: Socket;
  /** Where they go. */
  destination: Socket;
  /** Sees what is about to be written to the destination. */
  onWrite?(bytes: Buffer): void;
  /** Knows where messages begin, so that answers can be buffered. */
  messages: MessageBounds;
  surroundings: Omit<Surroundings, 'moved'>;
}

/**
 * One direction of a connection through an edge. Without toxics a piece that was read is written in the same turn. While
 * the destination takes nothing, the source is not read: what waits here is one read more than {@link WAITING_BYTES},
 * and what the toxics hold.
 */
export class Flow {
  readonly #options: FlowOptions;
  readonly #outlet: Outlet;
  #pipeline: Pipeline | undefined;
  #toxics: StreamToxics = {};
  #state: 'open' | 'ended' | 'closed' = 'open';

  constructor(options: FlowOptions) {
    this.#options = options;
    this.#outlet = createOutlet(options);
    options.destination.on('drain', () => this.#move());
  }

  /** Sets the toxics of this direction. */
  set(toxics: StreamToxics): void {
    this.#toxics = toxics;
    if (this.#state === 'closed' || (this.#pipeline === undefined && !this.#isToxic())) return;
    this.#pipeline ??= this.#createPipeline();
    this.#pipeline.set(toxics);
    this.#move();
  }

  /** Takes what was read from the source. */
  write(bytes: Buffer): void {
    // Towards a side that is gone: read and thrown away, so that the end of this one is seen.
    if (this.#state !== 'open') return;
    if (this.#pipeline === undefined) {
      this.#options.messages.skim(bytes);
      this.#outlet.write(bytes);
    } else {
      this.#pipeline.write(bytes);
    }
    if (!this.#hasRoom()) this.#options.source.pause();
  }

  /** The source has ended. After a FIN a RST may follow, where what went to it found nobody who takes it. */
  end(how: End): void {
    if (this.#state === 'closed' || (this.#state === 'ended' && how === 'fin')) return;
    this.#state = 'ended';
    (this.#pipeline ?? this.#outlet).end(how);
  }

  /** Nothing more goes this way; what waits is thrown away, and so is what comes. */
  close(): void {
    if (this.#state === 'closed') return;
    this.#state = 'closed';
    this.#pipeline?.close();
    this.#pipeline = undefined;
    this.#options.source.resume();
  }

  #move(): void {
    this.#pipeline?.move();
    if (this.#pipeline?.isIdle() && !this.#isToxic()) this.#pipeline = undefined;
    if (this.#state === 'open' && this.#hasRoom()) this.#options.source.resume();
  }

  #hasRoom(): boolean {
    return (this.#pipeline ?? this.#outlet).hasRoom();
  }

  #isToxic(): boolean {
    return Object.keys(this.#toxics).length > 0;
  }

  #createPipeline(): Pipeline {
    const { surroundings, messages } = this.#options;
    return new Pipeline(this.#outlet, { ...surroundings, moved: () => this.#move() }, messages);
  }
}

/** The socket that a direction ends in. */
function createOutlet({ destination, onWrite }: FlowOptions): Outlet {
  return {
    hasRoom: () => destination.writableLength < WAITING_BYTES,
    write(bytes) {
      if (!destination.writable) return;
      onWrite?.(bytes);
      destination.write(bytes);
    },
    end(how) {
      if (how === 'fin') destination.end();
      else resetSocket(destination);
    },
  };
}
