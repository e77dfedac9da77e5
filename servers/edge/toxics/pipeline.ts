import type { StreamToxics } from '../../../lib/protocol/index.ts';
import { BandwidthStage } from './bandwidth.ts';
import { BufferStage } from './buffer.ts';
import type { Clock } from './clock.ts';
import { LatencyStage } from './latency.ts';
import { LimitDataStage } from './limit-data.ts';
import type { MessageBounds } from './message-bounds.ts';
import { ResetPeerStage } from './reset-peer.ts';
import { SlicerStage } from './slicer.ts';
import { SlowCloseStage } from './slow-close.ts';
import type { End, Outlet, Stage, Surroundings } from './stage.ts';
import { TimeoutStage } from './timeout.ts';

type Name = keyof StreamToxics;

/** The stage of each toxic. */
type Stages = { [Toxic in Name]: Stage<Required<StreamToxics>[Toxic]> };

/**
 * The toxics of one direction of one connection, one after another, in the same order whatever the order they are set in.
 * What acts on the stream as a whole comes first, then what takes time, then the pieces, and last what counts or stops
 * that which would really pass.
 */
export class Pipeline implements Outlet {
  readonly #stages: Stages;
  /** From the last to the first: what has room takes before it is given more. */
  readonly #backwards: readonly Name[];
  readonly #first: Outlet;
  #toxics: StreamToxics = {};
  #isClosed = false;

  constructor(destination: Outlet, surroundings: Surroundings, answers: MessageBounds) {
    const moved = () => {
      this.move();
      surroundings.moved();
    };
    // One write or end may bring several pieces to a stage that cuts: after that there is nothing more to do, or to wait for.
    const clock: Clock = {
      now: surroundings.clock.now,
      after: (delayMs, run) => (this.#isClosed ? () => undefined : surroundings.clock.after(delayMs, run)),
    };
    const cut = (how: End) => {
      if (!this.#isClosed) surroundings.cut(how);
    };
    const outlet: Outlet = {
      hasRoom: () => destination.hasRoom(),
      write: (bytes) => {
        if (!this.#isClosed) destination.write(bytes);
      },
      end: (how) => {
        if (!this.#isClosed) destination.end(how);
      },
    };
    const around = { ...surroundings, clock, moved, cut };
    const limitData = new LimitDataStage(outlet, around);
    const timeout = new TimeoutStage(limitData, around);
    const resetPeer = new ResetPeerStage(timeout, around);
    const slowClose = new SlowCloseStage(resetPeer, around);
    const slicer = new SlicerStage(slowClose, around);
    const latency = new LatencyStage(slicer, around);
    const bandwidth = new BandwidthStage(latency, around);
    const buffer = new BufferStage(bandwidth, around, answers);
    this.#first = buffer;
    this.#stages = {
      limit_data: limitData,
      timeout,
      reset_peer: resetPeer,
      slow_close: slowClose,
      slicer,
      latency,
      bandwidth,
      buffer,
    };
    this.#backwards = Object.keys(this.#stages) as Name[];
  }

  /** Sets all toxics. One that is set as before goes on as it was. */
  set(toxics: StreamToxics): void {
    const before = this.#toxics;
    this.#toxics = toxics;
    for (const name of this.#backwards) {
      if (this.#isClosed) return;
      if (!isSame(before[name], toxics[name])) this.#setOne(name, toxics);
    }
    this.move();
  }

  #setOne<Toxic extends Name>(name: Toxic, toxics: Partial<Required<StreamToxics>>): void {
    this.#stages[name].set(toxics[name]);
  }

  /** Whether it is as if it were not there. */
  isIdle(): boolean {
    return Object.keys(this.#toxics).length === 0 && this.#backwards.every((name) => this.#stages[name].isEmpty());
  }

  hasRoom(): boolean {
    return this.#isClosed || this.#first.hasRoom();
  }

  write(bytes: Buffer): void {
    if (!this.#isClosed) this.#first.write(bytes);
  }

  end(how: End): void {
    if (!this.#isClosed) this.#first.end(how);
  }

  /** Hands on what may go now. */
  move(): void {
    for (const name of this.#backwards) this.#stages[name].move();
  }

  /** Throws away what is held, and takes nothing more. */
  close(): void {
    this.#isClosed = true;
    for (const name of this.#backwards) this.#stages[name].close();
  }
}

/** Whether two toxics are the same: objects of numbers. */
function isSame(one: object | undefined, other: object | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  const [these, those] = [Object.entries(one), new Map(Object.entries(other))];
  return these.length === those.size && these.every(([name, value]) => those.get(name) === value);
}
