import { connect, type Socket } from 'node:net';
import type { RawData, WebSocket } from 'ws';
import { decodeRawCommand, type Endpoint, parseJson, ProtocolError, type RawReport } from '../../lib/protocol/index.ts';
import type { Address } from '../addresses.ts';
import { bucketOf } from '../http/bucket.ts';
import { now } from '../http/exchange.ts';
import type { Limits } from '../options.ts';
import { HIGH_WATER_BYTES } from '../pump.ts';
import type { Taker } from '../stall.ts';
import { bytesTaken } from '../stream-progress.ts';
import type { Timing } from '../timing.ts';
import { resetSocket } from '../reset.ts';

/** What one raw connection needs. */
export interface RawLinkOptions {
  /** Where the edge is. */
  target: Address;
  limits: Limits;
  timing: Timing;
}

/** One message that waits for its turn. */
type Waiting = { bytes: Buffer } | { text: string };

/**
 * A WebSocket and the TCP connection that it carries. Each is read only while the other takes what it brings, so that
 * nothing but one read of each waits in between.
 */
export class RawLink implements Taker {
  readonly #ws: WebSocket;
  readonly #wsSocket: Socket;
  readonly #tcp: Socket;
  readonly #options: RawLinkOptions;
  /** What came before the WebSocket could be told to wait. */
  readonly #queue: Waiting[] = [];
  #state: 'connecting' | 'connected' | 'closed' = 'connecting';
  #error: Error | undefined;
  #isOurEnd = false;
  #delay: NodeJS.Timeout | undefined;

  constructor(ws: WebSocket, wsSocket: Socket, options: RawLinkOptions) {
    this.#ws = ws;
    this.#wsSocket = wsSocket;
    this.#options = options;
    this.#tcp = connect({ ...options.target, allowHalfOpen: true, noDelay: true });
    // Until there is something to write to.
    ws.pause();
    ws.on('message', (data: Buffer, isBinary) => this.#receive(data, isBinary));
    // What is illegal is answered by the library with a close frame; the end of the connection is what matters here.
    ws.on('error', ignore);
    ws.on('close', () => this.#onWsClose());
    this.#tcp.on('connect', () => this.#onConnect());
    this.#tcp.on('data', (bytes) => this.#deliver(bytes));
    this.#tcp.on('drain', () => this.#work());
    this.#tcp.on('end', () => this.#report({ state: 'ended', how: 'fin' }));
    this.#tcp.on('error', (error) => (this.#error = error));
    this.#tcp.on('close', () => this.#onTcpClose());
  }

  // #region up
  #receive(data: RawData, isBinary: boolean): void {
    const bytes = data as Buffer;
    if (!isBinary && isReset(bytes)) return this.#reset();
    this.#queue.push(isBinary ? { bytes } : { text: bytes.toString() });
    this.#work();
  }

  /** Does what waits, as far as the rate and the connection's own pace allow. */
  #work(): void {
    while (this.#state === 'connected' && this.#delay === undefined && !this.#tcp.writableNeedDrain) {
      const next = this.#queue[0];
      if (next === undefined) return this.#ws.resume();
      const waitMs = bucketOf(this.#wsSocket, this.#options.limits).take(this.#options.limits, now());
      if (waitMs > 0) {
        this.#delay = setTimeout(() => {
          this.#delay = undefined;
          this.#work();
        }, waitMs);
        break;
      }
      this.#queue.shift();
      this.#do(next);
    }
    this.#ws.pause();
  }

  #do(message: Waiting): void {
    if ('bytes' in message) {
      if (this.#isOurEnd) this.#refuse('Expected nothing more to write: the connection was ended');
      else this.#tcp.write(message.bytes);
      return;
    }
    try {
      if (decodeRawCommand(parseJson(message.text)).op === 'reset') return this.#reset();
      this.#isOurEnd = true;
      this.#tcp.end();
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      this.#refuse(error.message);
    }
  }
  // #endregion up

  #reset(): void {
    if (this.#state === 'connected') resetSocket(this.#tcp);
    else this.#tcp.destroy();
  }

  // #region down
  #deliver(bytes: Buffer): void {
    if (this.#ws.readyState !== this.#ws.OPEN) return;
    this.#ws.send(bytes, () => {
      if (this.#ws.bufferedAmount < HIGH_WATER_BYTES) this.#tcp.resume();
    });
    if (this.#ws.bufferedAmount >= HIGH_WATER_BYTES) this.#tcp.pause();
  }

  #report(report: RawReport): void {
    if (this.#ws.readyState === this.#ws.OPEN) this.#ws.send(JSON.stringify(report));
  }

  #refuse(message: string): void {
    this.#report({ op: 'error', code: 'bad-request', message });
  }
  // #endregion down

  #onConnect(): void {
    this.#state = 'connected';
    const { localAddress, localPort, remoteAddress, remotePort } = this.#tcp;
    this.#report({
      state: 'connected',
      client: endpoint(localAddress, localPort),
      edge: endpoint(remoteAddress, remotePort),
    });
    this.#work();
  }

  #onTcpClose(): void {
    if (this.#state === 'connecting' && this.#error !== undefined) this.#report({ state: 'ended', how: 'refused' });
    else if (this.#error !== undefined) this.#report({ state: 'ended', how: 'rst' });
    this.#state = 'closed';
    clearTimeout(this.#delay);
    // Read again, so that its own goodbye is seen.
    this.#ws.resume();
    this.#ws.close(1000);
  }

  #onWsClose(): void {
    this.#state = 'closed';
    clearTimeout(this.#delay);
    this.#tcp.destroy();
  }

  /** Ends both, since the session has ended. Who does not say goodbye in turn is not waited for. */
  end(): void {
    this.#tcp.destroy();
    this.#ws.close(1001, 'shutting-down');
    const grace = setTimeout(() => this.#ws.terminate(), this.#options.timing.graceMs);
    this.#ws.once('close', () => clearTimeout(grace));
  }

  waitingBytes(): number {
    return this.#tcp.writableLength;
  }

  progress(): number {
    return bytesTaken(this.#tcp);
  }

  cut(): void {
    resetSocket(this.#tcp);
    this.#ws.terminate();
  }
}

/** Whether a text is the command to reset: it is not queued, since it throws away what is. */
function isReset(bytes: Buffer): boolean {
  try {
    return decodeRawCommand(parseJson(bytes.toString())).op === 'reset';
  } catch {
    return false;
  }
}

function endpoint(address = '', port = 0): Endpoint {
  return { address, port };
}

function ignore(): void {}
