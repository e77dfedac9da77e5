import { type Authenticated, type AuthEnd, decodeToken, ProtocolError } from '../../lib/protocol/index.ts';
import type { AuthGate } from './gate.ts';
import { permit } from './permit.ts';
import type { Identity } from './tokens.ts';

/** What a seat tells its connection. */
export interface SeatOptions {
  /** It is known now, or again, for whom the connection speaks. */
  onKnown(authenticated: Authenticated): void;
  /** The connection has to end. Called at most once. */
  onEnd(why: AuthEnd): void;
}

// #region seat
/** One connection's claim to be here: from its handshake or its first message, until it expires or is revoked. */
export class Seat {
  readonly #gate: AuthGate;
  readonly #options: SeatOptions;
  #identity: Identity | undefined;
  #release: () => void;
  #isOver = false;

  /** @param identity of the handshake; none where the first message will say */
  constructor(gate: AuthGate, identity: Identity | undefined, options: SeatOptions) {
    this.#gate = gate;
    this.#options = options;
    this.#release = () => undefined;
    if (identity === undefined) this.#release = gate.wait((why) => this.#end(why));
    else this.#take(identity);
  }

  /** For whom it speaks, as far as that is known. */
  get user(): string | undefined {
    return this.#identity?.user;
  }

  /**
   * Takes the token of a first message, or a fresh one in the place of one that expires. One that is refused leaves all as
   * it was: a connection then ends when it would have ended.
   *
   * @throws {ProtocolError} `unauthorized`, also where the token is another user's
   */
  async present(message: unknown): Promise<void> {
    const identity = await this.#gate.verify(decodeToken(message));
    if (this.#identity !== undefined && this.#identity.user !== identity.user) {
      throw new ProtocolError(
        'unauthorized',
        'Expected a token of the same user: another one needs another connection',
      );
    }
    // Verifying takes its time, and the connection may be gone.
    if (this.#isOver) return;
    this.#release();
    this.#take(identity);
  }

  /** Asks for leave to read or write a topic. @throws {ProtocolError} `unauthorized`, `rejected` */
  permit(topic: string): void {
    if (this.#identity === undefined) throw new ProtocolError('unauthorized', 'Expected a first message with a token');
    permit(this.#identity.user, topic);
  }

  /** Gives back what it holds; may be called twice. */
  leave(): void {
    this.#isOver = true;
    this.#release();
  }

  #end(why: AuthEnd): void {
    if (this.#isOver) return;
    this.leave();
    this.#options.onEnd(why);
  }

  #take(identity: Identity): void {
    this.#identity = identity;
    this.#release = this.#gate.hold(identity, (why) => this.#end(why));
    this.#options.onKnown({ user: identity.user, expiresInMs: Math.round(this.#gate.remainingMs(identity)) });
  }
}
// #endregion seat
