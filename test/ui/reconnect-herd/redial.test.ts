import { describe, expect, it } from 'vitest';
import { createRedial, HANDSHAKE_MS, type RedialState, STABLE_MS } from '../../../lib/ui/reconnect-herd/redial.ts';
import { createManualClock } from './manual-clock.ts';

/** What a client needs of a socket, and a hand on its events. Real ones are in `test/faults/live`. */
class HeldSocket extends EventTarget {
  isClosed = false;
  close(): void {
    this.isClosed = true;
  }
  says(event: 'open' | 'close'): void {
    this.dispatchEvent(new Event(event));
  }
}

function setUp({ waitMs = (tries: number) => 1_000 * (tries + 1) } = {}) {
  const clock = createManualClock();
  const sockets: HeldSocket[] = [];
  const states: RedialState['name'][] = [];
  const listeners = new Set<() => void>();
  const network = { isOff: false };
  const client = createRedial({
    open() {
      const socket = new HeldSocket();
      sockets.push(socket);
      return socket as unknown as WebSocket;
    },
    waitMs,
    clock,
    network: {
      isOff: () => network.isOff,
      subscribe(onChange) {
        listeners.add(onChange);
        return () => listeners.delete(onChange);
      },
    },
    onState: ({ name }) => states.push(name),
  });
  return {
    client,
    clock,
    sockets,
    states,
    listeners,
    last: () => sockets.at(-1),
    setOff(isOff: boolean) {
      network.isOff = isOff;
      for (const listener of listeners) listener();
    },
  };
}

describe('createRedial', () => {
  it('waits longer after each failed try, and has one timer at a time', () => {
    const { clock, sockets, last } = setUp();
    for (const [waitMs, made] of [
      [1_000, 2],
      [2_000, 3],
      [3_000, 4],
    ] as const) {
      last()?.says('close');
      expect(clock.timers()).toBe(1);
      clock.advance(waitMs - 1);
      expect(sockets).toHaveLength(made - 1);
      clock.advance(1);
      expect(sockets).toHaveLength(made);
    }
  });

  it('starts over only after a connection that has stood', () => {
    const { client, clock, last } = setUp();
    last()?.says('close');
    clock.advance(1_000);
    last()?.says('open');
    clock.advance(STABLE_MS - 1);
    last()?.says('close');
    expect(client.state()).toEqual({ name: 'waiting', tries: 2, waitMs: 2_000 });
    clock.advance(2_000);
    last()?.says('open');
    clock.advance(STABLE_MS);
    last()?.says('close');
    expect(client.state()).toEqual({ name: 'waiting', tries: 1, waitMs: 1_000 });
  });

  it('gives up a handshake that is never answered', () => {
    const { client, clock, sockets } = setUp();
    clock.advance(HANDSHAKE_MS);
    expect(sockets[0]?.isClosed).toBe(true);
    expect(client.state().name).toBe('waiting');
  });

  it('hears nothing from a socket that it has given up', () => {
    const { client, clock, sockets, last } = setUp();
    clock.advance(HANDSHAKE_MS);
    sockets[0]?.says('open');
    expect(client.state().name).toBe('waiting');
    clock.advance(1_000);
    last()?.says('open');
    sockets[0]?.says('open');
    sockets[0]?.says('close');
    expect(client.state().name).toBe('open');
    expect(sockets).toHaveLength(2);
  });

  it('leaves no timer and no listener after close, and never comes back', () => {
    const { client, clock, sockets, listeners, states, last } = setUp();
    last()?.says('close');
    client.close();
    client.close();
    expect([clock.timers(), listeners.size]).toEqual([0, 0]);
    clock.advance(100_000);
    client.retryNow();
    sockets[0]?.says('close');
    expect(sockets).toHaveLength(1);
    expect(states).toEqual(['connecting', 'waiting', 'closed']);
  });

  it('tries at once when told to, without a second attempt from the timer', () => {
    const { client, clock, sockets, last } = setUp();
    last()?.says('close');
    client.retryNow();
    client.retryNow();
    expect(sockets).toHaveLength(2);
    last()?.says('open');
    clock.advance(100_000);
    expect(sockets).toHaveLength(2);
  });

  it('makes no try while there is no network, and comes back once when there is', () => {
    const { client, clock, sockets, setOff, last } = setUp();
    last()?.says('close');
    setOff(true);
    expect(client.state().name).toBe('paused');
    expect(clock.timers()).toBe(0);
    clock.advance(1_000_000);
    expect(sockets).toHaveLength(1);
    setOff(false);
    setOff(false);
    expect(client.state()).toEqual({ name: 'waiting', tries: 0, waitMs: 1_000 });
    clock.advance(1_000);
    expect(sockets).toHaveLength(2);
    last()?.says('open');
    setOff(false);
    clock.advance(100_000);
    expect(sockets).toHaveLength(2);
  });

  it('pauses where the connection is lost while there is no network', () => {
    const { client, setOff, last } = setUp();
    last()?.says('open');
    setOff(true);
    expect(client.state().name).toBe('open');
    last()?.says('close');
    expect(client.state().name).toBe('paused');
  });
});
