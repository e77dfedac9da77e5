import { describe, expect, it, vi } from 'vitest';
import type { Telemetry } from '../../lib/protocol/index.ts';
import type { SessionHandle, SessionState, WirePosition, WireRecord } from '../../lib/ui/lab/session.ts';
import { loadDecoder } from '../../lib/ui/lane/load-decoder.ts';
import { createWireMeter } from '../../lib/ui/lane/wire-meter.ts';
import type { CreateConnectionDecoder, Entry } from '../../lib/wire/index.ts';
import { createManualClock } from '../transports/manual-clock.ts';

/** The part of a session that a meter listens to, moved by hand. */
function createSource() {
  let telemetry: ((latest: Telemetry) => void) | undefined;
  let wire: ((record: WireRecord) => void) | undefined;
  let after: WirePosition | undefined;
  let id = 's1';
  let records = 0;
  const offsets = new Map<string, number>();
  const session = {
    state: () => ({ name: 'open', session: { id } }) as SessionState,
    onTelemetry(listener: (latest: Telemetry) => void) {
      telemetry = listener;
      return () => (telemetry = undefined);
    },
    onWire(listener: (record: WireRecord) => void, position?: WirePosition) {
      wire = listener;
      after = position;
      return () => (wire = undefined);
    },
  } satisfies Pick<SessionHandle, 'state' | 'onTelemetry' | 'onWire'>;
  return {
    session,
    isAsked: () => wire !== undefined,
    askedAfter: () => after,
    replace: (next: string) => void (id = next),
    /** Telemetry in which the lane of sse has this traffic. */
    count(up: number, down: number, opened = 1) {
      const traffic = { up, down, opened, open: 1 };
      telemetry?.({ at: 0, transports: { sse: traffic } as Telemetry['transports'] });
    },
    begin: () => wire?.({ kind: 'session', session: { id } as never }),
    /** Bytes to a client; `lost` before them that the capture has dropped. */
    send(text: string, { connection = 1, lost = 0 } = {}) {
      const key = `${connection}`;
      const offset = (offsets.get(key) ?? 0) + lost;
      const bytes = new TextEncoder().encode(text);
      offsets.set(key, offset + bytes.length);
      wire?.({ kind: 'bytes', id: ++records, transport: 'sse', connection, direction: 'down', at: 0, offset, bytes });
    },
  };
}

/** A decoder to which small letters are payload, capitals overhead and a question mark undecodable, each an entry. */
const byLetters: CreateConnectionDecoder = ({ onEntry }) => ({
  push(_, bytes) {
    for (const [start, byte] of bytes.entries()) {
      const letter = String.fromCharCode(byte);
      const layer = letter === '?' ? 'undecodable' : 'text';
      const role = letter >= 'a' ? 'payload' : 'overhead';
      onEntry({ spans: [{ start, end: start + 1, layer, role, field: 'text.text' }] } as unknown as Entry);
    }
  },
  gap: () => undefined,
  end: () => undefined,
  pending: () => [],
});

async function start(options: { costMs?: number } = {}) {
  const source = createSource();
  const clock = createManualClock();
  let costMs = options.costMs ?? 0;
  const decoder: CreateConnectionDecoder = (given) => {
    const inner = byLetters(given);
    return {
      ...inner,
      push(...bytes) {
        inner.push(...bytes);
        clock.advance(costMs);
      },
    };
  };
  const meter = createWireMeter({ session: source.session, clock, loadDecoder: async () => decoder });
  meter.setShown(true);
  await vi.waitFor(() => expect(source.isAsked()).toBe(true));
  source.begin();
  return {
    ...source,
    clock,
    meter,
    sse: () => meter.numbers('sse'),
    setCost: (ms: number) => void (costMs = ms),
    [Symbol.dispose]() {
      meter.close();
      expect(source.isAsked()).toBe(false);
      expect(clock.timers, 'timers left after close').toBe(0);
    },
  };
}

describe('the meter of a session', () => {
  it('says nothing before the first telemetry, and then what the edge counted', async () => {
    using lane = await start();
    expect(lane.sse()).toBeUndefined();
    lane.count(10, 20);
    expect(lane.sse()).toMatchObject({ up: 10, down: 20, opened: 1, open: 1 });
  });

  it('begins anew when it is cleared, and what stands stays', async () => {
    using lane = await start();
    lane.count(10, 20, 3);
    lane.send('abC');
    lane.meter.clear();
    lane.count(15, 27, 4);
    lane.send('xYZ');
    expect(lane.sse()).toEqual({ up: 5, down: 7, opened: 1, open: 1, payload: 1, overhead: 2, decoding: 'on' });
  });

  it('adds up what one session counted and the one that took its place', async () => {
    using lane = await start();
    lane.count(10, 20, 2);
    lane.meter.clear();
    lane.count(11, 22, 3);
    lane.replace('s2');
    lane.count(100, 200, 1);
    expect(lane.sse()).toMatchObject({ up: 101, down: 202, opened: 2 });
    lane.count(150, 200, 1);
    expect(lane.sse()).toMatchObject({ up: 151 });
  });

  it('counts what no rule explains, and what the capture has dropped, as neither payload nor overhead', async () => {
    using lane = await start();
    lane.count(0, 9);
    lane.send('abC?');
    lane.send('D', { lost: 4 });
    expect(lane.sse()).toMatchObject({ payload: 2, overhead: 2 });
  });
});

describe('decoding', () => {
  it('finds every byte of a real exchange to be the one or the other', async () => {
    const source = createSource();
    const meter = createWireMeter({ session: source.session, clock: createManualClock(), loadDecoder });
    meter.setShown(true);
    await vi.waitFor(() => expect(source.isAsked()).toBe(true), { timeout: 10_000 });
    source.begin();
    const head = 'HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n';
    const events = 'id: 1\ndata: {"seq":1}\n\nid: 2\nda';
    source.count(0, head.length + events.length);
    source.send(head);
    source.send(events);
    expect(meter.numbers('sse')).toMatchObject({ payload: 9, overhead: head.length + events.length - 9 });
    meter.clear();
    source.count(0, head.length + events.length + 5);
    source.send('ta: 7');
    expect(meter.numbers('sse')?.payload).toBe(1);
    meter.close();
  });

  it('rests while nobody looks, and goes on after the last record', async () => {
    using lane = await start();
    lane.count(0, 3);
    lane.send('abc');
    lane.meter.setShown(false);
    expect(lane.isAsked()).toBe(false);
    expect(lane.sse()).toMatchObject({ down: 3, decoding: 'hidden' });
    lane.meter.setShown(true);
    expect(lane.askedAfter()).toEqual({ session: 's1', id: 1 });
    lane.send('d');
    expect(lane.sse()).toMatchObject({ payload: 4, decoding: 'on' });
  });

  it('rests for a while where it costs more than a page may take, and says so', async () => {
    using lane = await start();
    lane.count(0, 3);
    lane.setCost(130);
    lane.send('a');
    expect(lane.isAsked()).toBe(false);
    expect(lane.sse()).toMatchObject({ decoding: 'busy' });
    lane.setCost(0);
    lane.clock.advance(5_000);
    expect(lane.isAsked()).toBe(true);
    expect(lane.sse()).toMatchObject({ decoding: 'on' });
  });

  it('does not rest where the same cost is spread over a longer time', async () => {
    using lane = await start();
    lane.count(0, 3);
    lane.setCost(100);
    for (let second = 0; second < 5; second++) {
      lane.send('a');
      lane.clock.advance(1_000);
    }
    expect(lane.isAsked()).toBe(true);
  });

  it('does without where there is no decoder: bytes are counted all the same', () => {
    const source = createSource();
    const meter = createWireMeter({ session: source.session, clock: createManualClock() });
    meter.setShown(true);
    source.count(1, 2);
    expect(meter.numbers('sse')).toMatchObject({ up: 1, down: 2, decoding: 'off' });
    meter.close();
  });
});
