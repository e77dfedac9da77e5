import { once } from 'node:events';
import { WebSocket as NodeSocket } from 'ws';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../lib/measure/clock.ts';
import { messagesOf, SMALL } from '../../../lib/ui/backpressure/batch-run.ts';
import { type ReaderRun, startReaderRun } from '../../../lib/ui/backpressure/reader-run.ts';
import { type SenderRun, startSenderRun, sumSender } from '../../../lib/ui/backpressure/sender-run.ts';
import type { Lab } from '../../../servers/options.ts';
import { startLab } from '../../../servers/start.ts';
import { nodeSocket } from '../../support/node-socket.ts';

const SOURCE = { perSecond: 200, values: 20, bytes: 100 };
let lab: Lab;

beforeEach(async () => {
  lab = await startLab({ port: 0, limits: { topicEvents: 10 } });
});
afterEach(() => lab.close());

const socketTo = (url: string): WebSocket => nodeSocket(`${url}/events`);

function sendWith(
  id: SenderRun['id'],
  onRun?: (run: SenderRun, stop: () => void) => void,
  source = SOURCE,
): Promise<SenderRun> {
  return new Promise((resolve) => {
    let stop: () => void = () => undefined;
    stop = startSenderRun({
      id,
      socket: socketTo(lab.urls.websocket),
      topic: 'run',
      clock: systemClock,
      source,
      onChange(run) {
        onRun?.(run, () => stop());
        if (run.state !== 'running') resolve(run);
      },
    });
  });
}

describe('a run of a sender', () => {
  it('is done when everything that went out is acknowledged, and knows how old each was', async () => {
    const run = await sendWith('all');
    expect(run).toMatchObject({ state: 'done', made: 20, sent: 20, acknowledged: 20 });
    expect(run.ages).toHaveLength(20);
    expect(run.sentBytes).toBeGreaterThan(20 * 100);
    const { medianAgeMs = 0, worstAgeMs = 0 } = sumSender(run);
    expect(worstAgeMs).toBeGreaterThanOrEqual(medianAgeMs);
    expect(run.lastAfterMs).toBe(run.ages.at(-1));
  });

  it('ends with the last value also where others were left out', async () => {
    const run = await sendWith('window');
    expect(run.state).toBe('done');
    expect(run.sent).toBe(run.acknowledged);
    expect(run.lastAfterMs).toBeDefined();
  });

  it('says so when the connection is lost in the middle', async () => {
    let isDropped = false;
    const run = await sendWith(
      'all',
      ({ acknowledged }) => {
        if (acknowledged === 0 || isDropped) return;
        isDropped = true;
        lab.drop('websocket');
      },
      { ...SOURCE, values: 150 },
    );
    expect(run).toMatchObject({ state: 'ended', reason: 'The connection was closed with 1006' });
  });

  it('can be stopped, and leaves no connection', async () => {
    const run = await sendWith('all', ({ sent }, stop) => {
      if (sent > 0) stop();
    });
    expect(run).toMatchObject({ state: 'ended', reason: 'Stopped' });
    await expect.poll(() => lab.connections('websocket')).toBe(0);
  });
});

describe('a run of a reader', () => {
  it('ends with the reset of a reader whose position is gone', async () => {
    const publisher = new NodeSocket(`${lab.urls.websocket}/events`);
    await once(publisher, 'open');
    const publish = (id: number): void =>
      publisher.send(JSON.stringify({ op: 'publish', id: `e${id}`, topic: 'fast', type: 'tick', data: id }));
    const run = await new Promise<ReaderRun>((resolve) => {
      const socket = socketTo(lab.urls.websocket);
      startReaderRun({
        rate: 1,
        socket,
        topic: 'fast',
        clock: systemClock,
        newest: () => Promise.resolve(3),
        onChange(now) {
          if (now.state !== 'running') resolve(now);
          else if (now.samples.length === 1) {
            for (let id = 1; id <= 30; id++) publish(id);
            // The same that the lab does where the log has gone on without this reader.
            socket.send(JSON.stringify({ op: 'subscribe', topic: 'fast', after: 900 }));
          }
        },
      });
    });
    publisher.close();
    expect(run.state).toBe('done');
    expect(run.reset).toBeDefined();
    expect(run.samples[0]).toMatchObject({ newest: 3, last: 0 });
  });
});

describe('the small messages', () => {
  it('carry the same positions in every way', () => {
    const data = (way: 'each' | 'once' | 'batches'): unknown[] =>
      messagesOf(way, 't').flatMap((text) => (JSON.parse(text) as { data: unknown }).data);
    expect(data('each')).toHaveLength(SMALL.messages);
    expect(data('batches')).toEqual(data('each'));
    expect(messagesOf('batches', 't')).toHaveLength(SMALL.messages / SMALL.perBatch);
  });
});
