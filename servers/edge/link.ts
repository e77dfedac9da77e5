import { connect, type Socket } from 'node:net';
import type { Direction, Toxics } from '../../lib/protocol/index.ts';
import { Flow } from './flow.ts';
import type { Clock } from './toxics/clock.ts';
import { Exchanges } from './toxics/exchanges.ts';
import type { End } from './toxics/stage.ts';
import { resetSocket } from '../reset.ts';

/**
 * After how long a client that has sent a FIN, and to which nothing has gone since, is taken for gone, in ms. Only what is
 * written to it would tell, and under a stall nothing is: a page that was closed would keep its session for ever.
 */
export const GONE_MS = 120_000;

/** Who ended a connection first. */
export type Side = 'client' | 'server' | 'edge';

/** What one connection through an edge is made of. */
export interface LinkOptions {
  client: Socket;
  /** Where the server is. */
  target: { host: string; port: number };
  toxics: Toxics;
  /** Sees the bytes on the client's side: of `up` what was read, of `down` what is written. `offset`: how many before. */
  tap(direction: Direction, bytes: Buffer, offset: number): void;
  /** The client's side is gone. */
  onClientClosed(by: Side, how: End): void;
  /** Neither side is left. */
  onClosed(): void;
  clock: Clock;
  random(): number;
  /** How long what was handed on is given to be taken before a side that was ended is reset, in ms. */
  graceMs: number;
}

/**
 * A connection of a client and the one to the server that belongs to it. What one side ends with reaches the other: a FIN
 * as a FIN, so that a side that has only ended its own direction still gets what the other has to say, and a RST as a RST.
 * A server that refuses ends the client's connection with a RST: it has been accepted, so it can no longer be refused.
 */
export class Link {
  readonly #options: LinkOptions;
  readonly #client: Socket;
  readonly #server: Socket;
  readonly #up: Flow;
  readonly #down: Flow;
  #upBytes = 0;
  #downBytes = 0;
  #ended: { by: Side; how: End } | undefined;
  #state: 'passing' | 'silent' | 'ending' = 'passing';
  #stopGrace: (() => void) | undefined;
  #stopWatch: (() => void) | undefined;
  /** How many of the two sockets are not closed yet. */
  #left = 2;

  constructor(options: LinkOptions) {
    const { client, target, toxics, clock, random } = options;
    this.#options = options;
    this.#client = client;
    const server = (this.#server = connect({ ...target, allowHalfOpen: true, noDelay: true }));
    const { requests, answers } = new Exchanges();
    const surroundings = { clock, random, cut: (how: End) => this.#cut(how) };
    this.#up = new Flow({ source: client, destination: server, messages: requests, surroundings });
    const onWrite = (bytes: Buffer) => this.#tapDown(bytes);
    this.#down = new Flow({ source: server, destination: client, onWrite, messages: answers, surroundings });
    this.#listen();
    this.set(toxics);
  }

  #listen(): void {
    const [client, server] = [this.#client, this.#server];
    client.on('data', (bytes: Buffer) => this.#onUp(bytes));
    server.on('data', (bytes: Buffer) => this.#down.write(bytes));
    client.on('end', () => this.#onEnd('client', 'fin'));
    server.on('end', () => this.#onEnd('server', 'fin'));
    client.on('error', () => this.#onEnd('client', 'rst'));
    server.on('error', () => this.#onEnd('server', 'rst'));
    client.on('close', () => this.#onClientClose());
    server.on('close', () => this.#onServerClose());
  }

  /** Sets toxics; those of one direction that are as before go on as they were. */
  set({ upstream = {}, downstream = {} }: Toxics): void {
    if (this.#state !== 'passing') return;
    this.#up.set(upstream);
    this.#down.set(downstream);
  }

  /** Ends both sides with a RST, at once. */
  reset(): void {
    this.#note('edge', 'rst');
    this.#state = 'ending';
    this.#close();
    resetSocket(this.#client);
    if (this.#server.connecting) this.#server.destroy();
    else resetSocket(this.#server);
  }

  /**
   * Passes nothing more, and ends neither side by itself. What comes is read and thrown away: the kernel of this machine
   * goes on to acknowledge it, since the edge is alive. A peer that is really gone acknowledges nothing, so that the
   * other's kernel sends again, ever more seldom, and gives up after a quarter of an hour or so. To a program both look
   * the same until then: what it writes is taken, and nothing comes back. A client that ends is let go.
   *
   * @returns whether it stood and passed until now
   */
  silence(): boolean {
    if (this.#state !== 'passing' || this.#client.destroyed) return false;
    this.#state = 'silent';
    this.#close();
    return true;
  }

  /** Ends both sides: with a FIN after what was handed on, or with a RST at once. */
  #cut(how: End): void {
    if (how === 'rst') return this.reset();
    if (this.#state !== 'passing') return;
    this.#note('edge', 'fin');
    this.#state = 'ending';
    this.#close();
    this.#client.destroySoon();
    this.#server.destroySoon();
    // A side that takes nothing would never be done.
    this.#stopGrace = this.#options.clock.after(this.#options.graceMs, () => this.reset());
  }

  #close(): void {
    this.#up.close();
    this.#down.close();
  }

  #onUp(bytes: Buffer): void {
    const offset = this.#upBytes;
    this.#upBytes += bytes.length;
    this.#options.tap('up', bytes, offset);
    this.#up.write(bytes);
  }

  #tapDown(bytes: Buffer): void {
    const offset = this.#downBytes;
    this.#downBytes += bytes.length;
    this.#options.tap('down', bytes, offset);
  }

  #onEnd(by: 'client' | 'server', how: End): void {
    this.#note(by, how);
    if (this.#state === 'silent') {
      if (by === 'client') this.reset();
    } else if (by === 'client') {
      if (how === 'fin') this.#watchGone();
      this.#up.end(how);
    } else {
      this.#down.end(how);
    }
  }

  #watchGone(): void {
    const before = this.#downBytes;
    this.#stopWatch = this.#options.clock.after(GONE_MS, () => {
      if (this.#downBytes === before) this.reset();
      else this.#watchGone();
    });
  }

  #onClientClose(): void {
    this.#stopWatch?.();
    // Nobody is left to write to; the server's end is still to be seen, or to be made.
    this.#down.close();
    const { by, how } = this.#ended ?? { by: 'edge', how: 'rst' };
    this.#options.onClientClosed(by, how);
    this.#onClose();
  }

  #onServerClose(): void {
    if (this.#state === 'passing') this.#up.close();
    this.#onClose();
  }

  #onClose(): void {
    if (--this.#left > 0) return;
    this.#stopGrace?.();
    this.#close();
    this.#options.onClosed();
  }

  /** Remembers who ended it first. */
  #note(by: Side, how: End): void {
    this.#ended ??= { by, how };
  }
}
