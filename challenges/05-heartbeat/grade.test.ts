import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Heartbeat } from '#answer';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Lets `ms` pass, and all that follows from it without waiting. */
const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

interface Settings {
  intervalMs?: number;
  timeoutMs?: number;
  now?: () => number;
}

/** A heartbeat that writes down its pings and its deaths. */
function setUp(settings: Settings = {}) {
  const ids: number[] = [];
  const deaths: number[] = [];
  const heartbeat = new Heartbeat({
    ...settings,
    sendPing: (id) => void ids.push(id),
    onDead: () => void deaths.push(ids.length),
  });
  return {
    heartbeat,
    ids,
    deaths,
    /** The id of the last ping. */
    lastId: () => ids.at(-1) ?? NaN,
    /** Answers the last ping. */
    pong: () => heartbeat.receivedPong(ids.at(-1) ?? NaN),
  };
}

describe('The first ping goes at once', () => {
  test('within start', () => {
    const { heartbeat, ids } = setUp();
    expect(ids.length, 'Nothing may be sent before start().').toBe(0);
    heartbeat.start();
    expect(ids.length, 'start() sends the first ping before it returns.').toBe(1);
  });
});

describe('Ids keep rising', () => {
  test('from ping to ping and over restarts', async () => {
    const { heartbeat, ids, pong } = setUp({ intervalMs: 1000, timeoutMs: 500 });
    heartbeat.start();
    pong();
    await pass(1000);
    pong();
    heartbeat.stop();
    heartbeat.start();
    heartbeat.start();
    await pass(500); // dead
    heartbeat.start();
    expect(ids.length, 'Five pings are due: two in the first run, one at each start() after it.').toBe(5);
    const rising = ids.every((id, index) => index === 0 || id > (ids[index - 1] ?? Infinity));
    expect(rising, `Every id is greater than the one before, also after a restart; got ${ids.join(', ')}.`).toBe(true);
  });
});

describe('One ping at a time', () => {
  test('the next goes intervalMs after the pong', async () => {
    const { heartbeat, ids, pong, deaths } = setUp();
    heartbeat.start();
    await pass(1000);
    pong();
    await pass(24_999);
    expect(ids.length, 'The interval (25000 ms by default) runs from the pong, not from the ping.').toBe(1);
    await pass(1);
    expect(ids.length, 'intervalMs after the pong the next ping is due.').toBe(2);
    await pass(4000);
    pong();
    await pass(25_000);
    expect(ids.length, 'It goes on like this after the second pong.').toBe(3);
    expect(deaths.length, 'Every ping was answered in time: onDead must not be called.').toBe(0);
  });

  test('also where the timeout is longer than the interval', async () => {
    const { heartbeat, ids, pong, deaths } = setUp({ intervalMs: 1000, timeoutMs: 5000 });
    heartbeat.start();
    await pass(3000);
    expect(ids.length, 'While a ping is outstanding, no other may be sent.').toBe(1);
    pong();
    await pass(999);
    expect(ids.length, 'The next ping is due 1000 ms after the pong.').toBe(1);
    await pass(1);
    expect(ids.length, 'The next ping is due 1000 ms after the pong.').toBe(2);
    await pass(2000);
    pong();
    expect(deaths.length, 'The deadline of the first ping must not strike the second.').toBe(0);
  });

  test('an interval of 0 is not the default', async () => {
    const { heartbeat, ids, pong } = setUp({ intervalMs: 0, timeoutMs: 500 });
    heartbeat.start();
    pong();
    await pass(1);
    expect(ids.length, 'intervalMs: 0 is legal: the next ping follows the pong at once.').toBe(2);
  });
});

describe('Only the pong of the outstanding ping counts', () => {
  test('an unknown id does not', async () => {
    const { heartbeat, deaths, lastId } = setUp();
    heartbeat.start();
    await pass(100);
    heartbeat.receivedPong(lastId() + 1);
    heartbeat.receivedPong(lastId() - 1);
    expect(heartbeat.lastRttMs, 'A pong with another id must not be measured.').toBeNull();
    await pass(4900);
    expect(deaths.length, 'A pong with another id does not answer the ping: it is dead at its timeout.').toBe(1);
  });

  test('a second pong does not', async () => {
    const { heartbeat, ids, pong, lastId, deaths } = setUp({ intervalMs: 1000, timeoutMs: 500 });
    heartbeat.start();
    const first = lastId();
    await pass(100);
    pong(); // at 100: the next ping is due at 1100
    await pass(600);
    heartbeat.receivedPong(first);
    await pass(0);
    expect((heartbeat.lastRttMs ?? NaN) < 102, 'A pong that comes twice is measured once.').toBe(true);
    await pass(400);
    expect(ids.length, 'A pong that comes twice must not put off the next ping.').toBe(2);
    heartbeat.receivedPong(first);
    await pass(499);
    expect(ids.length, 'A pong that comes twice must not bring a ping of its own.').toBe(2);
    await pass(1);
    expect(deaths.length, 'The pong of an earlier ping does not answer this one.').toBe(1);
  });

  test('that of an earlier run does not', async () => {
    const { heartbeat, deaths, lastId } = setUp();
    heartbeat.start();
    const first = lastId();
    await pass(1000);
    heartbeat.start();
    heartbeat.receivedPong(first);
    await pass(5000);
    expect(deaths.length, 'After a restart, a pong for the old ping does not answer the new one.').toBe(1);
  });

  test('after death none does', async () => {
    const { heartbeat, ids, deaths, pong } = setUp({ intervalMs: 1000, timeoutMs: 500 });
    heartbeat.start();
    await pass(500);
    pong();
    await pass(10_000);
    expect(ids.length, 'A pong that comes after death must not wake it up.').toBe(1);
    expect(deaths.length, 'A pong that comes after death must not lead to a second one.').toBe(1);
  });
});

describe('No pong within timeoutMs is death', () => {
  test('onDead once, at the timeout', async () => {
    const { heartbeat, ids, deaths } = setUp();
    heartbeat.start();
    await pass(4999);
    expect(deaths.length, 'timeoutMs is 5000 by default, and not over yet.').toBe(0);
    await pass(1);
    expect(deaths.length, 'timeoutMs after the ping without a pong, onDead is due.').toBe(1);
    expect(heartbeat.lastRttMs, 'A ping without a pong has no round trip: there is still nothing to tell.').toBeNull();
    await pass(100_000);
    expect(deaths.length, 'onDead is called once.').toBe(1);
    expect(ids.length, 'After death it has stopped: no further ping.').toBe(1);
    expect(vi.getTimerCount(), 'After death it has stopped: no timer is left.').toBe(0);
  });

  test('the timeout of a later ping runs from that ping', async () => {
    const { heartbeat, deaths, pong } = setUp({ intervalMs: 1000, timeoutMs: 500 });
    heartbeat.start();
    await pass(400);
    pong();
    await pass(1000); // the second ping goes now
    await pass(499);
    expect(deaths.length, 'The second ping has its own 500 ms.').toBe(0);
    await pass(1);
    expect(deaths.length, 'The second ping is unanswered for 500 ms: dead.').toBe(1);
  });
});

describe('A sendPing that throws is death too', () => {
  test('within start', async () => {
    const onDead = vi.fn<() => void>();
    const sendPing = (): void => {
      throw new Error('socket closed');
    };
    const heartbeat = new Heartbeat({ intervalMs: 1000, timeoutMs: 500, sendPing, onDead });
    expect(() => heartbeat.start(), 'What sendPing throws must not come out of start().').not.toThrow(Error);
    expect(onDead.mock.calls.length, 'When sendPing throws in start(), onDead is called before it returns.').toBe(1);
    await pass(10_000);
    expect(onDead.mock.calls.length, 'onDead is called once, and not at the timeout again.').toBe(1);
    expect(vi.getTimerCount(), 'After death no timer is left.').toBe(0);
  });

  test('at a later ping', async () => {
    const onDead = vi.fn<() => void>();
    let sent = 0;
    const heartbeat = new Heartbeat({
      intervalMs: 1000,
      timeoutMs: 500,
      onDead,
      sendPing: (id) => {
        sent += 1;
        if (sent === 2) throw new Error('socket closed');
        queueMicrotask(() => heartbeat.receivedPong(id));
      },
    });
    heartbeat.start();
    await pass(0);
    await pass(1000);
    expect(onDead.mock.calls.length, 'The second ping threw: dead at once, not at its timeout.').toBe(1);
    await pass(10_000);
    expect(onDead.mock.calls.length, 'onDead is called once.').toBe(1);
    expect(sent, 'After death no further ping is tried.').toBe(2);
  });
});

describe('start while running restarts cleanly', () => {
  test('while a ping is outstanding', async () => {
    const { heartbeat, ids, deaths, pong } = setUp({ intervalMs: 1000, timeoutMs: 500 });
    heartbeat.start();
    await pass(300);
    heartbeat.start();
    expect(ids.length, 'A restart sends its ping at once.').toBe(2);
    await pass(300); // 600: the deadline of the first ping is over
    expect(deaths.length, 'After a restart the old deadline must not strike.').toBe(0);
    pong();
    await pass(1000);
    expect(ids.length, 'After a restart there is one row of pings and not two.').toBe(3);
    await pass(499);
    expect(deaths.length, 'The third ping has its own 500 ms.').toBe(0);
    await pass(1);
    expect(deaths.length, 'A restarted heartbeat still finds the other side dead.').toBe(1);
  });

  test('between two pings', async () => {
    const { heartbeat, ids, pong } = setUp({ intervalMs: 1000, timeoutMs: 500 });
    heartbeat.start();
    pong();
    await pass(900);
    heartbeat.start(); // at 900
    pong();
    await pass(999);
    expect(ids.length, 'After a restart the old interval must not send a ping.').toBe(2);
    await pass(1);
    expect(ids.length, 'The new interval sends the next one.').toBe(3);
  });
});

describe('stop leaves no timer', () => {
  test('while a ping is outstanding', async () => {
    const { heartbeat, ids, deaths, pong } = setUp();
    heartbeat.start();
    await pass(100);
    heartbeat.stop();
    await pass(0);
    expect(vi.getTimerCount(), 'After stop() no timer is left.').toBe(0);
    pong();
    await pass(100_000);
    expect(deaths.length, 'Who stops does not want to hear of a death.').toBe(0);
    expect(ids.length, 'After stop() no ping goes, not even when the pong still comes.').toBe(1);
  });

  test('between two pings', async () => {
    const { heartbeat, ids, pong } = setUp();
    heartbeat.start();
    await pass(100);
    pong();
    heartbeat.stop();
    await pass(0);
    expect(vi.getTimerCount(), 'After stop() no timer is left.').toBe(0);
    await pass(100_000);
    expect(ids.length, 'After stop() no ping goes.').toBe(1);
  });

  test('a stopped one can be started again', async () => {
    const { heartbeat, ids, deaths } = setUp();
    heartbeat.stop();
    heartbeat.start();
    heartbeat.stop();
    heartbeat.stop();
    heartbeat.start();
    expect(ids.length, 'Each start() sends its ping, also after stop().').toBe(2);
    await pass(5000);
    expect(deaths.length, 'A heartbeat that was started again finds death as before.').toBe(1);
  });
});

describe('lastRttMs is the last round trip', () => {
  test('null at first, then the time of each pong', async () => {
    let clockMs = 1_000_000;
    const { heartbeat, pong } = setUp({ now: () => clockMs });
    expect(heartbeat.lastRttMs, 'Before the first pong there is nothing to tell: null.').toBeNull();
    heartbeat.start();
    expect(heartbeat.lastRttMs, 'Before the first pong there is nothing to tell: null.').toBeNull();
    clockMs += 120;
    pong();
    await pass(0);
    const first = Math.abs((heartbeat.lastRttMs ?? NaN) - 120);
    expect(first, 'The first pong took 120 ms by the clock that was given.').toBeLessThanOrEqual(1);
    clockMs += 25_000;
    await pass(25_000);
    const kept = Math.abs((heartbeat.lastRttMs ?? NaN) - 120);
    expect(kept, 'While the second ping is outstanding, the last round trip is still the first.').toBeLessThanOrEqual(
      1,
    );
    clockMs += 40;
    pong();
    await pass(0);
    const second = Math.abs((heartbeat.lastRttMs ?? NaN) - 40);
    expect(second, 'The second pong took 40 ms: the round trip is that of the last ping.').toBeLessThanOrEqual(1);
  });

  test('also without a clock of its own', async () => {
    const { heartbeat, pong } = setUp();
    heartbeat.start();
    await pass(75);
    pong();
    await pass(0);
    const rttMs = heartbeat.lastRttMs ?? NaN;
    expect(rttMs >= 0 && rttMs <= 76, 'Without `now` the clock of the platform measures the 75 ms.').toBe(true);
  });
});

describe('Bad options are refused at construction', () => {
  const make = (options: object) => (): unknown =>
    Reflect.construct(Heartbeat, [{ sendPing: () => {}, onDead: () => {}, ...options }]);

  test('a number out of range is a RangeError', () => {
    for (const value of [-1, Number.NaN]) {
      expect(make({ intervalMs: value }), `intervalMs: ${value} must be a RangeError.`).toThrow(RangeError);
      expect(make({ timeoutMs: value }), `timeoutMs: ${value} must be a RangeError.`).toThrow(RangeError);
    }
  });

  test('a wrong type is a TypeError', () => {
    const wrong = [{ intervalMs: '1' }, { timeoutMs: '1' }, { sendPing: 'x' }, { onDead: 'x' }, { now: 5 }];
    for (const options of wrong) {
      expect(make(options), `${JSON.stringify(options)} must be a TypeError.`).toThrow(TypeError);
    }
  });
});
