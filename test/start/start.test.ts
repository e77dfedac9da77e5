import { readFile } from 'node:fs/promises';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findFreePort } from '../../servers/ports.ts';
import { ROOT } from '../../servers/next-process.ts';
import { occupy, refuses } from '../support/address.ts';
import { allEnded, type Command, isRunning, startNode, startScript } from '../support/command.ts';

const WITH_PAGES = ['--import', 'tsx', 'servers/main.ts', '--pages', 'start'];
const ON_WINDOWS = process.platform === 'win32';

describe('npm start', () => {
  it('serves the pages under localhost and 127.0.0.1, and Ctrl-C leaves no process and no port', async () => {
    await using start = startScript('start');
    const { pages, control } = await addresses(start);
    for (const host of ['127.0.0.1', 'localhost']) {
      const url = pages.replace('127.0.0.1', host);
      const page = await fetch(url);
      expect(page.status, url).toBe(200);
      expect(await page.text()).toContain('<html');
      expect(await (await fetch(`${url}/lab.json`)).json()).toEqual({ control: Number(new URL(control).port) });
      expect((await fetch(control.replace('127.0.0.1', host), { headers: { origin: url } })).status).toBe(200);
    }

    const processes = await start.processes();
    start.interrupt();
    await start.ended;
    await allEnded(processes);
    for (const url of [pages, control]) expect(await refuses(url), url).toBe(true);
  });

  it.each([
    ['PORT', 'pages', 'another port'],
    ['LAB_PORT', 'control', 'the first of six free ports'],
  ])('says in one line when the port of %s is taken, and leaves nothing running', async (variable, name, remedy) => {
    await using taken = await occupy(await findFreePort('127.0.0.1'));
    await using start = startNode(WITH_PAGES, { [variable]: String(taken.port) });
    expect(await start.ended).toBe(1);
    expect(start.output()).toBe(`Port ${taken.port} (${name}) is already in use: set ${variable} to ${remedy}.\n`);
  });

  it.skipIf(ON_WINDOWS)('stops the lab when the pages end', async () => {
    await using start = startNode(WITH_PAGES);
    const { control } = await addresses(start);
    const next = (await start.processes()).filter((pid) => pid !== start.pid);
    expect(next.length).toBeGreaterThan(0);
    for (const pid of next) if (isRunning(pid)) process.kill(pid, 'SIGKILL');
    expect(await start.ended).toBe(1);
    expect(start.errors()).toMatch(/^The pages have ended/m);
    expect(await refuses(control)).toBe(true);
  });

  it.skipIf(ON_WINDOWS)('takes Next along however it ends', async () => {
    await using start = startNode(WITH_PAGES);
    await addresses(start);
    const processes = await start.processes();
    process.kill(start.pid, 'SIGKILL');
    expect(await start.ended).toBeNull();
    await allEnded(processes);
  });

  it('listens beyond this machine only where HOST says so, and then lets in the origins of LAB_ORIGINS', async (context) => {
    const address = Object.values(networkInterfaces())
      .flat()
      .find((found) => found?.family === 'IPv4' && !found.internal)?.address;
    if (address === undefined) return context.skip('this machine has no address besides loopback');
    const port = await findFreePort('0.0.0.0');
    const origin = `http://${address}:${port}`;
    await using start = startNode(WITH_PAGES, { HOST: '0.0.0.0', PORT: String(port), LAB_ORIGINS: origin });
    const { control } = await addresses(start);
    expect((await fetch(origin)).status).toBe(200);
    const outside = `http://${address}:${new URL(control).port}`;
    const answer = await fetch(outside, { headers: { origin } });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
    expect((await fetch(outside, { headers: { origin: 'http://elsewhere.example' } })).status).toBe(403);
    start.interrupt();
    expect(await start.ended).toBe(0);
  });

  it('listens on loopback alone otherwise', async (context) => {
    const address = Object.values(networkInterfaces())
      .flat()
      .find((found) => found?.family === 'IPv4' && !found.internal)?.address;
    if (address === undefined) return context.skip('this machine has no address besides loopback');
    await using start = startNode(WITH_PAGES);
    const { pages, control } = await addresses(start);
    for (const url of [pages, control]) expect(await refuses(url.replace('127.0.0.1', address)), url).toBe(true);
    start.interrupt();
    expect(await start.ended).toBe(0);
  });
});

describe('npm run dev', () => {
  it('serves the pages as well, leaves the configuration as it is, and Ctrl-C leaves no process', async () => {
    const configuration = await readFile(join(ROOT, 'tsconfig.json'), 'utf8');
    await using dev = startScript('dev');
    const { pages, control } = await addresses(dev);
    expect((await fetch(pages)).status).toBe(200);
    expect(await (await fetch(`${pages}/lab.json`)).json()).toEqual({ control: Number(new URL(control).port) });

    const processes = await dev.processes();
    dev.interrupt();
    await dev.ended;
    await allEnded(processes);
    expect(await readFile(join(ROOT, 'tsconfig.json'), 'utf8')).toBe(configuration);
  });
});

/** Waits until a command has printed its addresses. */
async function addresses(command: Command): Promise<{ pages: string; control: string }> {
  await command.printed(/Ctrl-C/);
  const find = (name: string) => new RegExp(`^ {2}${name} +(http:\\S+)$`, 'm').exec(command.output())?.[1];
  const [pages, control] = [find('pages'), find('control')];
  if (pages === undefined || control === undefined) throw new Error(`Expected addresses in\n${command.output()}`);
  return { pages, control };
}
