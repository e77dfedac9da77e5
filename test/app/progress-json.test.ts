import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { GET } from '../../app/challenges/progress.json/route.ts';
import { isThisMachine } from '../../app/challenges/progress.json/this-machine.ts';

describe('a name of this machine', () => {
  it.each(['localhost:3000', 'localhost', '127.0.0.1:3000', '[::1]:3000', 'LOCALHOST:1'])('is %s', (host) => {
    expect(isThisMachine(host, undefined)).toBe(true);
  });

  it.each(['evil.example:3000', 'localhost.evil.example', '192.168.0.7:3000', '', null])('is not %s', (host) => {
    expect(isThisMachine(host, undefined)).toBe(false);
    expect(isThisMachine(host, '0.0.0.0')).toBe(false);
  });

  it('is the address that the pages were told to bind, where that is one', () => {
    expect(isThisMachine('192.168.0.7:3000', '192.168.0.7')).toBe(true);
    expect(isThisMachine('[fd00::7]:3000', 'fd00::7')).toBe(true);
    expect(isThisMachine('0.0.0.0:3000', '0.0.0.0')).toBe(false);
  });
});

describe('what the command line knows', () => {
  let root = '';
  const ask = (host = '127.0.0.1:3000') => GET(new Request('http://127.0.0.1/', { headers: { host } }));

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'wirelab-progress-'));
    mkdirSync(join(root, 'challenges'));
    vi.spyOn(process, 'cwd').mockReturnValue(root);
  });

  afterEach(() => {
    vi.restoreAllMocks();
    rmSync(root, { recursive: true });
  });

  it('is nothing where it was never used', async () => {
    expect((await ask()).status).toBe(204);
  });

  it('is given as it lies there, and not kept by anybody', async () => {
    writeFileSync(join(root, 'challenges', 'progress.json'), '{ "version": 1');
    const answer = await ask();
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.text()).toBe('{ "version": 1');
  });

  it('is not for a page of another name', async () => {
    writeFileSync(join(root, 'challenges', 'progress.json'), '{}');
    expect((await ask('evil.example:3000')).status).toBe(204);
  });

  it('is an error where it cannot be read', async () => {
    mkdirSync(join(root, 'challenges', 'progress.json'));
    expect((await ask()).status).toBe(500);
  });
});
