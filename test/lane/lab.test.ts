import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Clock, systemClock } from '../../lib/measure/clock.ts';
import { TRANSPORT_IDS } from '../../lib/protocol/index.ts';
import { decodeClockHeader, decodeControl, decodeLabFile, LabError } from '../../lib/ui/lab/lab.ts';
import { type LabWatch, watchLab } from '../../lib/ui/lab/lab-watch.ts';
import { createSourceDriver, type SourceDriver } from '../../lib/ui/lab/sources.ts';

/** The platform's clock with shorter waits: the watch looks every five seconds, which a test need not. */
const quickClock: Clock = {
  ...systemClock,
  setTimeout: (callback, delayMs) => setTimeout(callback, delayMs / 20),
};

/** How far the clock of the test's server is ahead, in milliseconds. */
const AHEAD_MS = 5_000;

interface Control {
  port: number;
  log: string;
  /** What was asked of sources, in order. */
  asked: string[];
  close(): Promise<void>;
}

const opened: { close(): unknown }[] = [];

afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

/** A site and its control on one port: as much of them as the watch and the driver talk to. */
async function startControl(port = 0, log = 'log-a'): Promise<Control> {
  const asked: string[] = [];
  const server: Server = createServer((request, response) => void answer(request, response));
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const receivedAt = systemClock.now() + AHEAD_MS;
    let body = '';
    for await (const chunk of request) body += String(chunk);
    if (request.url === '/lab.json') return void response.end(JSON.stringify({ control: address().port }));
    if (request.url !== '/') {
      asked.push(`${request.method} ${request.url} ${body}`.trim());
      if (body.includes('"payloadBytes":1')) response.statusCode = 429;
      return void response.end(JSON.stringify({ detail: 'too many' }));
    }
    response.setHeader('Wirelab-Clock', `${receivedAt} ${systemClock.now() + AHEAD_MS}`);
    const transports = Object.fromEntries(TRANSPORT_IDS.map((id) => [id, `http://127.0.0.1:1/${id}`]));
    response.end(JSON.stringify({ name: 'wirelab', version: '1.2.3', log, transports }));
  }
  const address = (): AddressInfo => server.address() as AddressInfo;
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const control = {
    port: address().port,
    log,
    asked,
    async close() {
      server.closeAllConnections();
      if (!server.listening) return;
      server.close();
      await once(server, 'close');
    },
  };
  opened.push(control);
  return control;
}

/** Waits for a state of the watch, with a bound. */
async function becomes(watch: LabWatch, test: (watch: LabWatch) => boolean): Promise<void> {
  await vi.waitFor(() => expect(test(watch), JSON.stringify(watch.state)).toBe(true), { timeout: 15_000 });
}

function watchAt(port: number): LabWatch {
  const watch = watchLab({ fetch, clock: quickClock, pageUrl: `http://127.0.0.1:${port}/compare` });
  opened.push(watch);
  return watch;
}

describe('the watch on the lab', () => {
  it('finds the lab through the site and measures how far its clock is ahead', async () => {
    const control = await startControl();
    const watch = watchAt(control.port);
    expect(watch.state).toEqual({ name: 'looking' });
    await becomes(watch, ({ state }) => state.name === 'running' && state.settled);
    expect(watch.state).toMatchObject({ lab: { version: '1.2.3', log: 'log-a' } });
    const { offsetMs = 0, errorMs = 0 } = watch.offset ?? {};
    expect(Math.abs(offsetMs - AHEAD_MS)).toBeLessThanOrEqual(errorMs + 0.01);
  });

  it('says that the lab is not running, goes on looking, and finds the next one, whose log is another', async () => {
    const first = await startControl();
    const watch = watchAt(first.port);
    await becomes(watch, ({ state }) => state.name === 'running' && state.settled);
    await first.close();
    await becomes(watch, ({ state }) => state.name === 'down');
    await startControl(first.port, 'log-b');
    await becomes(watch, ({ state }) => state.name === 'running' && state.lab.log === 'log-b');
    expect(watch.offset).toBeDefined();
  });

  it('ends for good when it is closed', async () => {
    const control = await startControl();
    const watch = watchAt(control.port);
    let calls = 0;
    watch.subscribe(() => calls++);
    watch.close();
    watch.close();
    await control.close();
    expect(calls).toBe(0);
  });
});

describe('what comes from outside', () => {
  it('is no lab unless it looks like one', () => {
    for (const value of [null, {}, { control: 0 }, { control: '3100' }, { control: 70_000 }]) {
      expect(() => decodeLabFile(value)).toThrow(LabError);
    }
    const transports = Object.fromEntries(TRANSPORT_IDS.map((id) => [id, 'http://127.0.0.1:1']));
    expect(decodeControl({ name: 'wirelab', transports }, 'http://x').transports.sse).toBe('http://127.0.0.1:1');
    for (const value of [
      { name: 'other', transports },
      { name: 'wirelab', transports: { ...transports, sse: 'no' } },
    ]) {
      expect(() => decodeControl(value, 'http://x')).toThrow(LabError);
    }
  });

  it('has two stamps in its clock header, or none', () => {
    expect(decodeClockHeader('1000.5 1001.25')).toEqual({ receivedAt: 1000.5, sentAt: 1001.25 });
    for (const header of [null, '', '1', '1 2 3', 'a b', '1 x']) expect(decodeClockHeader(header)).toBeUndefined();
  });
});

describe('the driver of a source', () => {
  function drive(control: Control): { source: SourceDriver; url: string } {
    const source = createSourceDriver('t', { fetch, clock: systemClock });
    opened.push({ close: () => source.stop() });
    return { source, url: `http://127.0.0.1:${control.port}` };
  }

  it('starts a source that would end by itself, and ends it when it is stopped', async () => {
    const control = await startControl();
    const { source, url } = drive(control);
    source.run(url, { ratePerSecond: 2, payloadBytes: 64, burst: 0 });
    await vi.waitFor(() => expect(control.asked).toHaveLength(1));
    source.stop();
    await vi.waitFor(() => expect(control.asked).toHaveLength(2));
    expect(control.asked).toEqual([
      'PUT /sources/t {"ratePerSecond":2,"payloadBytes":64,"count":1200}',
      'DELETE /sources/t',
    ]);
  });

  it('sends the last of many changes, and leaves out those that are no longer wanted', async () => {
    const control = await startControl();
    const { source, url } = drive(control);
    for (const ratePerSecond of [1, 2, 5, 10, 20]) source.run(url, { ratePerSecond, payloadBytes: 0, burst: 0 });
    await vi.waitFor(() => expect(control.asked.at(-1)).toContain('"ratePerSecond":20'));
    expect(control.asked.length).toBeLessThan(5);
  });

  it('asks for a burst as so many events at once, and does not end what ends by itself', async () => {
    const control = await startControl();
    const { source, url } = drive(control);
    source.run(url, { ratePerSecond: 0, payloadBytes: 8, burst: 200 });
    await vi.waitFor(() => expect(control.asked).toHaveLength(1));
    expect(control.asked[0]).toContain('"count":200');
    source.stop();
    source.run(url, { ratePerSecond: 0, payloadBytes: 8, burst: 0 });
    source.run(url, { ratePerSecond: 1, payloadBytes: 8, burst: 0 });
    await vi.waitFor(() => expect(control.asked).toHaveLength(2));
    expect(control.asked[1]).toContain('"ratePerSecond":1');
  });

  it('says what was refused, and forgets it when all is well again', async () => {
    const control = await startControl();
    const { source, url } = drive(control);
    source.run(url, { ratePerSecond: 1, payloadBytes: 1, burst: 0 });
    await vi.waitFor(() => expect(source.problem).toBe('The lab refused the source: too many'));
    source.run(url, { ratePerSecond: 1, payloadBytes: 2, burst: 0 });
    await vi.waitFor(() => expect(source.problem).toBeUndefined());
  });

  it('leaves the source running when another tab takes over', async () => {
    const control = await startControl();
    const { source, url } = drive(control);
    source.run(url, { ratePerSecond: 1, payloadBytes: 0, burst: 0 });
    await vi.waitFor(() => expect(control.asked).toHaveLength(1));
    source.release();
    source.stop();
    // A request of another driver comes after anything that this one might have sent.
    const other = createSourceDriver('u', { fetch, clock: systemClock });
    other.run(url, { ratePerSecond: 1, payloadBytes: 0, burst: 0 });
    await vi.waitFor(() => expect(control.asked.at(-1)).toContain('/sources/u'));
    other.release();
    expect(control.asked).toHaveLength(2);
  });
});
