import { randomBytes } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Timing } from '../../../servers/timing.ts';
import { findNginx, type Proxy, startProxy } from '../../support/nginx.ts';
import { createFleet, type Fleet, upstreamsOf } from '../../support/servers-over-one-log.ts';
import { expectProblem, post, send } from '../../support/wire/http.ts';
import { exchangeRaw, HANDSHAKE, openRaw, rawRequest } from '../../support/wire/raw.ts';
import { openSocketIo, WAYS } from '../../support/wire/socket-io.ts';
import { openSse } from '../../support/wire/sse.ts';
import { openWs } from '../../support/wire/websocket.ts';

const hasNginx = findNginx() !== undefined;
if (!hasNginx) console.log('There is no nginx here: what is in front of the lab is not tested.');

/** How long the proxy waits for a byte in the tests of that. */
const SHORT: readonly [string, string] = ['proxy_read_timeout 75s;', 'proxy_read_timeout 2s;'];
/** Buffering stays on: neither the configuration nor the lab's header turns it off. */
const bufferedWith = (lines: string): readonly [string, string] => [
  UNBUFFERED,
  `      proxy_ignore_headers X-Accel-Buffering;\n      ${lines}\n    }\n`,
];
const UNBUFFERED = '      proxy_buffering off;\n    }\n    # #endregion stream';
const HTTP_10: readonly [string, string] = ['proxy_http_version 1.1;', 'proxy_http_version 1.0;'];
const UPGRADE = '    proxy_set_header Upgrade $http_upgrade;\n    proxy_set_header Connection $connection_upgrade;\n';

interface Setting extends AsyncDisposable {
  fleet: Fleet;
  proxy: Proxy;
}

/** One instance behind the proxy. */
async function start(edits: (readonly [string, string])[] = [], timing: Partial<Timing> = {}): Promise<Setting> {
  const fleet = createFleet(timing);
  const instance = await fleet.start();
  const proxy = await startProxy({ upstreams: upstreamsOf(instance), edits });
  return {
    fleet,
    proxy,
    async [Symbol.asyncDispose]() {
      await fleet[Symbol.asyncDispose]();
      await proxy[Symbol.asyncDispose]();
    },
  };
}

let ids = 0;
const publish = (fleet: Fleet, data: unknown = 'x'.repeat(100)): Promise<unknown> =>
  fleet.log.append({ id: `streams-${++ids}`, topic: 't', type: 'note', data });

describe.skipIf(!hasNginx)('the configuration of nginx', () => {
  it('passes each event of a stream on before the next one happens', async () => {
    await using setting = await start();
    using reader = await openSse(setting.proxy.urls.sse, 'topic=t&after=0');
    for (let seq = 1; seq <= 10; seq++) {
      await publish(setting.fleet);
      await reader.received(new RegExp(`id: ${seq}\\ndata`));
    }
    expect(reader.ids()).toHaveLength(10);
  });

  it('would do so without its own line too, since the lab asks for it', async () => {
    await using setting = await start([[UNBUFFERED, '    }\n']]);
    using reader = await openSse(setting.proxy.urls.sse, 'topic=t&after=0');
    await publish(setting.fleet);
    await reader.received(/id: 1\ndata/);
    expect(reader.headers['x-accel-buffering'], 'nginx keeps it to itself').toBeUndefined();
  });

  it.each([
    ['over HTTP/1.0, which is what nginx speaks unless told', [HTTP_10, bufferedWith('')]],
    ['where it is compressed on the way', [bufferedWith('gzip on; gzip_types text/event-stream;')]],
  ])('lets nothing of a stream out until much of it waits, with buffering and %s', async (_how, edits) => {
    await using setting = await start(edits);
    const { fleet, proxy } = setting;
    let isOpen = false;
    const headers = { 'Accept-Encoding': 'gzip' };
    const opening = openSse(proxy.urls.sse, 'topic=t&after=0', headers).finally(() => (isOpen = true));
    opening.catch(() => undefined);
    for (let event = 1; event <= 10; event++) {
      await publish(fleet);
      // The same proxy has told another reader of it.
      const { body } = await send(`${proxy.urls.polling}/events?topic=t&after=${event - 1}`);
      expect(body).toMatchObject({ next: event });
    }
    expect(isOpen, 'not even the head has come').toBe(false);
    for (let more = 0; more < 3_000 && !isOpen; more++) {
      await publish(fleet, randomBytes(100).toString('hex'));
      await setImmediate();
    }
    using reader = await opening;
    expect(reader.status).toBe(200);
  });

  it('lets each event out at once with buffering, where the server speaks in chunks of HTTP/1.1', async () => {
    await using setting = await start([bufferedWith('')]);
    using reader = await openSse(setting.proxy.urls.sse, 'topic=t&after=0');
    await publish(setting.fleet);
    await reader.received(/id: 1\ndata/);
    expect(reader.ids()).toEqual([1]);
  });

  it('lets each event out at once without buffering, also where it is compressed on the way', async () => {
    const gzip = 'proxy_buffering off;\n      gzip on;\n      gzip_types text/event-stream;';
    await using setting = await start([[UNBUFFERED, UNBUFFERED.replace('proxy_buffering off;', gzip)]]);
    const abort = new AbortController();
    const { headers, body } = await fetch(`${setting.proxy.urls.sse}/events?topic=t&after=0`, { signal: abort.signal });
    expect(headers.get('content-encoding')).toBe('gzip');
    const pieces = body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    for (let seq = 1; seq <= 5; seq++) {
      await publish(setting.fleet);
      while (!text.includes(`id: ${seq}\ndata`)) text += (await pieces?.read())?.value ?? '';
    }
    abort.abort();
    await expect(pieces?.read()).rejects.toThrow('aborted');
  });

  it('holds a long poll until there is an event', async () => {
    await using setting = await start();
    const { proxy, fleet } = setting;
    const asked = send(`${proxy.urls['long-polling']}/events?topic=t&after=0&waitMs=20000`);
    // An answer of 204 that comes after another's shows that the first one waits.
    expect((await send(`${proxy.urls['long-polling']}/events?topic=other&after=0&waitMs=0`)).status).toBe(204);
    await publish(fleet, 'now');
    expect((await asked).body).toMatchObject({ events: [{ data: 'now' }] });
  });

  it('lets a page of this machine read, and passes a publish on', async () => {
    await using setting = await start();
    expect((await post(setting.proxy.urls.sse, { topic: 't' })).status).toBe(201);
    const headers = { Origin: 'http://localhost:3000' };
    const answer = await send(`${setting.proxy.urls.polling}/events?topic=t&after=0`, { headers });
    expect(answer.headers.get('access-control-allow-origin')).toBe('http://localhost:3000');
    const foreign = await send(`${setting.proxy.urls.polling}/events?topic=t`, {
      headers: { Origin: 'https://example.com' },
    });
    expectProblem(foreign, 'forbidden-origin');
  });

  it('passes the Host on; without that line the lab refuses the name of the upstream', async () => {
    await using setting = await start([['    proxy_set_header Host $http_host;\n', '']]);
    expectProblem(await send(`${setting.proxy.urls.polling}/events?topic=t`), 'forbidden-host');
  });

  it('passes the Host of a foreign name on, so that the lab refuses it', async () => {
    await using setting = await start();
    const headers = { Host: 'evil.example' };
    const answer = await exchangeRaw(setting.proxy.urls.polling, '/polling/events?topic=t', { headers });
    expect(answer).toContain('HTTP/1.1 421');
  });

  it('upgrades to a WebSocket, whose messages go both ways', async () => {
    await using setting = await start();
    using reader = await openWs(setting.proxy.urls.websocket);
    reader.send({ op: 'subscribe', topic: 't', after: 0 });
    expect(await reader.next()).toMatchObject({ op: 'subscribed' });
    await publish(setting.fleet, 'hello');
    expect(await reader.next()).toMatchObject({ op: 'event', data: 'hello' });
  });

  it('answers a handshake with 426 where the two headers are not passed on', async () => {
    await using setting = await start([[UPGRADE, '']]);
    using raw = await openRaw(setting.proxy.urls.websocket);
    raw.send(rawRequest('/websocket/events', { headers: HANDSHAKE }));
    const [line] = await raw.received(/^HTTP\/1\.1 .*/);
    expect(line).toContain(' 426 ');
  });

  it.each(WAYS)('carries Socket.IO over %s', async (way) => {
    await using setting = await start();
    using reader = await openSocketIo(setting.proxy.urls['socket-io'], { way });
    expect(await reader.ask('subscribe', { topic: 't', after: 0 })).toMatchObject({ ok: true });
    await publish(setting.fleet);
    await reader.until(1);
  });
});

describe.skipIf(!hasNginx)('the time that nginx waits for a byte', () => {
  it('ends a WebSocket over which nothing goes, without a close frame', async () => {
    await using setting = await start([SHORT]);
    using reader = await openWs(setting.proxy.urls.websocket);
    expect(await reader.closed).toEqual({ code: 1006, reason: '' });
  });

  it('spares one that the lab pings in time', async () => {
    await using setting = await start([SHORT], { pingMs: 250 });
    using reader = await openWs(setting.proxy.urls.websocket);
    await countedTo(12, (count) => reader.ws.on('ping', count));
    expect(reader.ws.readyState).toBe(reader.ws.OPEN);
  });

  it('spares one whose client speaks in time', async () => {
    await using setting = await start([SHORT]);
    using reader = await openWs(setting.proxy.urls.websocket);
    const timer = setInterval(() => reader.ws.ping(), 250);
    await countedTo(12, (count) => reader.ws.on('pong', count)).finally(() => clearInterval(timer));
    expect(reader.ws.readyState).toBe(reader.ws.OPEN);
  });

  it('breaks off a stream without comments, and spares one with them', async () => {
    await using silent = await start([SHORT]);
    using broken = await openSse(silent.proxy.urls.sse, 'topic=t');
    await expect(broken.ended).rejects.toThrow('aborted');

    await using speaking = await start([SHORT], { commentMs: 250 });
    using reader = await openSse(speaking.proxy.urls.sse, 'topic=t');
    await reader.received(/(?::\n\n){12}/);
    expect(reader.response.complete).toBe(false);
  });

  it('answers 504 for a poll that is held longer', async () => {
    await using setting = await start([SHORT]);
    const answer = await send(`${setting.proxy.urls['long-polling']}/events?topic=t&waitMs=20000`);
    expect(answer.status).toBe(504);
  });
});

/** Fulfils when something has happened so often. */
function countedTo(times: number, subscribe: (count: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    let left = times;
    subscribe(() => {
      if (--left === 0) resolve();
    });
  });
}
