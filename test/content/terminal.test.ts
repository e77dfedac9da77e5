import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TRANSPORT_IDS } from '../../lib/protocol/index.ts';
import type { Lab } from '../../servers/options.ts';
import { startLab } from '../../servers/start.ts';
import { readLessonText } from './lesson-text.ts';

const run = promisify(execFile);
const canType = ['bash', 'curl', 'sed'].every((name) => spawnSync(name, ['--version']).status === 0);

/** What a reader is told to type must give what the lesson says; so it is typed here, against a lab of its own. */
describe.skipIf(!canType)('the terminal examples of the lessons', () => {
  let lab: Lab;
  let folder: string;

  beforeAll(async () => {
    lab = await startLab({ port: 0 });
    folder = mkdtempSync(join(tmpdir(), 'wirelab-terminal-'));
  });

  afterAll(async () => {
    await lab.close();
    rmSync(folder, { recursive: true });
  });

  /** Runs the fences of a lesson that contain `part`, one after the other in one shell, with the lab's own ports. */
  async function type(lesson: string, part: string, change = (script: string): string => script): Promise<string> {
    const commands = readLessonText(lesson).fences.filter(
      ({ language, body }) => language === 'bash' && body.includes(part),
    );
    expect(commands.length, `a command with ${part}`).toBeGreaterThan(0);
    let script = change(commands.map(({ body }) => body).join('\n'));
    TRANSPORT_IDS.forEach((id, index) => {
      script = script.replaceAll(`localhost:${3101 + index}`, lab.urls[id].replace(/^\w+:\/\//, ''));
    });
    // A stream does not end by itself, and curl then says so with its status.
    script = script.replaceAll(/curl (-i?N)/g, 'curl --max-time 1 $1');
    const { stdout } = await run('bash', ['-c', script], { cwd: folder }).catch((error: { stdout: string }) => error);
    return stdout;
  }

  it('01: two requests use one connection', async () => {
    expect(await type('01-real-time', 'grep -i connect')).toMatch(/re-?us(?:ing|ed)/i);
  });

  it('01: a repeat of an id takes effect once, and the event can be read over another transport', async () => {
    const publish = () => type('01-real-time', '"first"');
    expect(JSON.parse(await publish())).toEqual({ seq: 1 });
    expect(JSON.parse(await publish())).toEqual({ seq: 1 });
    expect(await type('01-real-time', 'curl -N')).toMatch(/^id: ?1\ndata: .*"hello"/m);
  });

  it('02: an answer names its tag and where to go on', async () => {
    const answer = await type('02-polling', 'curl -si');
    expect(answer).toMatch(/^HTTP\/1\.1 200/);
    expect(answer).toMatch(/^etag: /im);
    expect(answer).toMatch(/"next":1/);
  });

  it('02: asked with the tag, the server answers 304 without a body', async () => {
    await type('02-polling', '"parcel-1"');
    expect(await type('02-polling', '--etag-save')).toMatch(/^200: \d+ B of header, [1-9]\d* B of body$/m);
    expect(await type('02-polling', '--etag-compare')).toMatch(/^304: \d+ B of header, 0 B of body$/m);
  });

  it('03: a hold that finds nothing ends with 204 and the position', async () => {
    await type('03-long-polling', '"bell-1"');
    const answer = await type('03-long-polling', 'waitMs', (script) => script.replace('waitMs=5000', 'waitMs=200'));
    expect(answer).toMatch(/^HTTP\/1\.1 204/);
    expect(answer).toMatch(/^wirelab-next: 1\r?$/im);
    expect(Number(/answered after ([\d.]+) s/.exec(answer)?.[1])).toBeGreaterThanOrEqual(0.2);
  });

  it('03: a held request is answered when something is published', async () => {
    const held = type('03-long-polling', 'waitMs', (script) => script.replace('waitMs=5000', 'waitMs=30000'));
    await type('03-long-polling', '"bell-1"', (script) => script.replace('bell-1', 'bell-2'));
    expect(await held).toMatch(/"seq":2/);
  });

  it('04: a stream is an ordinary answer, and goes on after Last-Event-ID', async () => {
    await type('01-real-time', '"first"', (script) => script.replace('"first"', '"second"'));
    const stream = await type('04-server-sent-events', 'after=0');
    expect(stream).toMatch(/^HTTP\/1\.1 200/);
    expect(stream).toMatch(/^content-type: text\/event-stream/im);
    expect(stream).toMatch(/^x-accel-buffering: no\r?$/im);
    expect(stream).toMatch(/^cache-control: no-cache, no-transform\r?$/im);
    const resumed = await type('04-server-sent-events', 'Last-Event-ID');
    expect(resumed).toMatch(/^id: ?2\ndata: /m);
    expect(resumed).not.toMatch(/"hello"(?=[\s\S]*"hello")/);
  });

  it('05: the handshake is answered with 101 and the value of the standard', async () => {
    const answer = await type('05-websocket', 'Upgrade: websocket');
    expect(answer).toMatch(/^HTTP\/1\.1 101/);
    expect(answer).toContain('Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=');
    expect(readLessonText('05-websocket').prose).toContain('s3pPLMBiTxaQ9kYGzzhZRbK+xOo=');
  });

  it('05: a foreign origin is refused with 403', async () => {
    const foreign = (script: string) => `${script.trimEnd()} -H 'Origin: https://example.com'`;
    expect(await type('05-websocket', 'Upgrade: websocket', foreign)).toMatch(/^HTTP\/1\.1 403/);
  });

  it('06: curl can be a Socket.IO client', async () => {
    const said = await type('06-socket-io', 'sid');
    expect(said).toMatch(/^0\{"sid":"[^"]+","upgrades":\["websocket"\],"pingInterval":25000/m);
    expect(said).toMatch(/40\{"sid":/);
    expect(said).toMatch(/430\[\{"ok":true/);
    expect(said).toMatch(/42\["event",\{"topic":"lesson","seq":1,/);
  });

  it('08: another version is refused, and the one that is spoken named', async () => {
    const answer = await type('08-handshake', 'Upgrade: websocket');
    expect(answer).toMatch(/^HTTP\/1\.1 426/);
    expect(answer).toMatch(/^sec-websocket-version: 13\r?$/im);
    const right = await type('08-handshake', 'Upgrade: websocket', (script) =>
      script.replace('Version: 8', 'Version: 13'),
    );
    expect(right).toMatch(/^HTTP\/1\.1 101/);
  });

  it('40: a wrong path and a foreign origin have the first lines that the lesson names', async () => {
    expect(await type('40-debugging', 'localhost:3104/event \\')).toBe('HTTP/1.1 404 not-found\r\n');
    expect(await type('40-debugging', 'evil.example')).toBe('HTTP/1.1 403 forbidden-origin\r\n');
  });
});
