import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { TRANSPORT_IDS } from '../../lib/protocol/index.ts';
import { findFreePort } from '../../servers/ports.ts';
import { allEnded, startNode, startScript } from '../support/command.ts';
import { occupy, refuses } from '../support/address.ts';

const MAIN = ['--import', 'tsx', 'servers/main.ts'];
const ON_WINDOWS = process.platform === 'win32';

describe('npm run lab', () => {
  it('prints six addresses that answer, and Ctrl-C leaves no process and no port', async () => {
    await using lab = startScript('lab');
    await lab.printed(/Ctrl-C/);
    const urls = new Map(
      [...lab.output().matchAll(/^ {2}(\S+) +((?:http|ws):\S+)$/gm)].map(([, name, url]) => [name, url]),
    );
    expect([...urls.keys()]).toEqual(['control', ...TRANSPORT_IDS]);
    const response = await fetch(`${urls.get('control') ?? ''}/`);
    expect(await response.json()).toMatchObject({ name: 'wirelab', transports: { sse: urls.get('sse') } });

    const processes = await lab.processes();
    lab.interrupt();
    await lab.ended;
    await allEnded(processes);
    for (const url of urls.values()) expect(await refuses(url ?? ''), url).toBe(true);
  });

  it('listens on the ports that it is told to, one after the other', async () => {
    const first = await freeRow();
    await using lab = startNode(MAIN, { LAB_PORT: String(first) });
    await lab.printed(/Ctrl-C/);
    expect(lab.output()).toContain(`control       http://127.0.0.1:${first}\n`);
    expect(lab.output()).toContain(`socket-io     http://127.0.0.1:${first + 5}\n`);
    lab.interrupt();
    expect(await lab.ended).toBe(0);
  });

  it('names the port that is taken and the variable that moves it, in one line, and leaves nothing running', async () => {
    const first = await freeRow();
    await using taken = await occupy(first + 3);
    await using lab = startNode(MAIN, { LAB_PORT: String(first) });
    expect(await lab.ended).toBe(1);
    expect(lab.output()).toBe(
      `Port ${taken.port} (sse) is already in use: set LAB_PORT to the first of six free ports.\n`,
    );
    expect(await refuses(`http://127.0.0.1:${first}`)).toBe(true);
  });

  it('names every variable that is wrong, and starts nothing', async () => {
    await using lab = startNode(MAIN, { LAB_PORT: 'x', LAB_RATE_BURST: '-1' });
    expect(await lab.ended).toBe(1);
    expect(lab.errors().trimEnd().split('\n')).toEqual([
      'LAB_PORT: expected a whole number from 0 to 65530, got "x"',
      'LAB_RATE_BURST: expected a whole number from 1 to 1000000, got "-1"',
    ]);
  });

  it.each(['--pages maybe', '--pages', 'start'])('refuses `%s` in one line', async (args) => {
    await using lab = startNode([...MAIN, ...args.split(' ')]);
    expect(await lab.ended).toBe(1);
    expect(lab.errors().trimEnd().split('\n')).toHaveLength(1);
  });

  it('stops when the process that started it asks for it over their channel, as on Windows', async () => {
    await using lab = startNode(MAIN);
    await lab.printed(/Ctrl-C/);
    lab.ask('stop');
    expect(await lab.ended).toBe(0);
  });

  it.skipIf(ON_WINDOWS).each(['SIGTERM', 'SIGHUP'] as const)('stops on %s', async (signal) => {
    await using lab = startNode(MAIN);
    await lab.printed(/Ctrl-C/);
    process.kill(lab.pid, signal);
    expect(await lab.ended).toBe(0);
  });

  it.skipIf(ON_WINDOWS)('stops when npm alone is told to end, which tells no one', async () => {
    await using lab = startScript('lab');
    const [, control = ''] = await lab.printed(/control +(http:\S+)/);
    const processes = await lab.processes();
    process.kill(lab.pid, 'SIGTERM');
    await lab.ended;
    await allEnded(processes);
    expect(await refuses(control)).toBe(true);
  });
});

/** The first of six ports in a row that are free. */
async function freeRow(): Promise<number> {
  for (;;) {
    const first = await findFreePort('127.0.0.1');
    const row = await Promise.all(
      [0, 1, 2, 3, 4, 5].map(async (offset) => {
        const server = createServer().listen(first + offset, '127.0.0.1');
        const free = await once(server, 'listening').then(
          () => true,
          () => false,
        );
        server.close();
        return free;
      }),
    );
    if (row.every(Boolean)) return first;
  }
}
