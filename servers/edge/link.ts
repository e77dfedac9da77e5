import { connect, type Socket } from 'node:net';
import type { Direction } from '../../lib/protocol/index.ts';
import type { Target } from './edge.ts';

/** While less than this waits to be written, in bytes, the other side is read. */
export const WAITING_BYTES = 64 * 1024;

/** Who ended a connection first, and how. */
export type EndedBy = 'client' | 'server' | 'edge';
export type End = 'fin' | 'rst';

/** What one connection through an edge is made of. */
export interface LinkOptions {
  /** Accepted, and not read yet. */
  client: Socket;
  target(): Target;
  /** Sees the bytes on the client's side. `offset`: how many went this way before. */
  tap(direction: Direction, bytes: Buffer, offset: number): void;
  onClientClosed(by: EndedBy, how: End): void;
  /** Neither side is left. */
  onClosed(): void;
}

/** A connection of a client and the one to the server that belongs to it. */
export class Link {
  readonly #client: Socket;
  readonly #server: Socket;
  readonly #options: LinkOptions;
  #ended: { by: EndedBy; how: End } | undefined;
  #isSilent = false;
  #up = 0;
  #down = 0;
  #left = 2;

  constructor(options: LinkOptions) {
    this.#options = options;
    const client = (this.#client = options.client);
    const server = (this.#server = connect({ ...options.target(), allowHalfOpen: true, noDelay: true }));
    server.on('connect', () => client.resume());
    client.on('data', (bytes: Buffer) => {
      this.#options.tap('up', bytes, this.#up);
      this.#up += bytes.length;
      if (this.#isSilent || server.destroyed) return;
      server.write(bytes);
      if (server.writableLength >= WAITING_BYTES) client.pause();
    });
    server.on('data', (bytes: Buffer) => {
      if (this.#isSilent || client.destroyed) return;
      this.#options.tap('down', bytes, this.#down);
      this.#down += bytes.length;
      client.write(bytes);
      if (client.writableLength >= WAITING_BYTES) server.pause();
    });
    server.on('drain', () => client.resume());
    client.on('drain', () => server.resume());
    client.on('end', () => this.#onEnd('client', server));
    server.on('end', () => this.#onEnd('server', client));
    client.on('error', () => this.#onReset('client', server));
    server.on('error', () => this.#onReset('server', client));
    client.on('close', () => {
      this.#end('client', 'fin');
      this.#options.onClientClosed(this.#ended?.by ?? 'client', this.#ended?.how ?? 'fin');
      this.#onClose();
    });
    server.on('close', () => this.#onClose());
  }

  /** Ends both sides with a RST. */
  reset(): void {
    this.#end('edge', 'rst');
    this.#client.resetAndDestroy();
    this.#server.resetAndDestroy();
  }

  /** @returns whether it had not been silenced before */
  silence(): boolean {
    if (this.#isSilent || this.#client.destroyed) return false;
    this.#isSilent = true;
    this.#client.resume();
    this.#server.resume();
    return true;
  }

  #end(by: EndedBy, how: End): void {
    this.#ended ??= { by, how };
  }

  #onEnd(by: 'client' | 'server', other: Socket): void {
    this.#end(by, 'fin');
    if (!this.#isSilent) other.end();
    else if (by === 'client') this.reset();
  }

  #onReset(by: 'client' | 'server', other: Socket): void {
    this.#end(by, 'rst');
    if (!this.#isSilent || by === 'client') other.resetAndDestroy();
  }

  #onClose(): void {
    if (--this.#left === 0) this.#options.onClosed();
  }
}
