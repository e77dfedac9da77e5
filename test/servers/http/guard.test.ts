import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { createGuard } from '../../../servers/http/guard.ts';

const request = (headers: IncomingHttpHeaders) => ({ headers }) as IncomingMessage;

/** The code with which a guard refuses some headers, if it does. */
function verdict(headers: IncomingHttpHeaders, options = { host: '127.0.0.1', origins: [] as string[] }): string {
  try {
    createGuard(options).check(request(headers));
    return 'admitted';
  } catch (error) {
    return (error as { code: string }).code;
  }
}

describe('the guard', () => {
  it.each([
    'localhost',
    'localhost:3101',
    'localhost:',
    'LocalHost:1',
    '127.0.0.1',
    '127.0.0.1:65535',
    '[::1]',
    '[::1]:3101',
  ])('answers under the host %s', (host) => {
    expect(verdict({ host })).toBe('admitted');
  });

  it.each([
    undefined,
    '',
    'evil.example',
    'localhost.evil.example',
    'evil.localhost',
    'localhost.',
    '127.0.0.1.nip.io',
    '127.0.0.2',
    '0.0.0.0',
    '192.168.1.1:3101',
    'localhost:3101:80',
    'localhost:port',
    'localhost@evil.example',
    'evil.example@localhost',
    'localhost/evil',
    'localhost evil.example',
    ' ',
    '::1',
    '[::1',
    '[::2]',
    '[localhost]',
  ])('does not answer under the host %s', (host) => {
    expect(verdict(host === undefined ? {} : { host })).toBe('forbidden-host');
  });

  it('answers under the host that it binds, and under those of the origins it is given', () => {
    const options = { host: 'Lab.Example', origins: ['https://course.example:8443', 'http://[fe80::1]:3000'] };
    for (const host of ['lab.example:3101', 'course.example', 'course.example:1', '[fe80::1]:3101']) {
      expect(verdict({ host }, options), host).toBe('admitted');
    }
    expect(verdict({ host: 'other.example' }, options)).toBe('forbidden-host');
    expect(verdict({ host: '[fe80::1]:3101' }, { host: 'FE80::1', origins: [] })).toBe('admitted');
  });

  it.each([
    undefined,
    'http://localhost',
    'http://localhost:3000',
    'https://localhost:3000',
    'http://127.0.0.1:5555',
    'http://[::1]:3000',
  ])('admits the origin %s', (origin) => {
    expect(verdict({ host: 'localhost', ...(origin === undefined ? {} : { origin }) })).toBe('admitted');
  });

  it.each([
    '',
    'null',
    'file://',
    'http://evil.example',
    'http://evil.example:3000',
    'http://localhost.evil.example',
    'http://evil-localhost',
    'http://localhost:3000.evil.example',
    'http://127.0.0.1.nip.io',
    'http://localhost@evil.example',
    'http://localhost:3000@evil.example',
    'http://localhost:3000/',
    'http://localhost:',
    'http://localhost:123456',
    'ftp://localhost',
    'HTTP://LOCALHOST',
    'http://localhost, http://evil.example',
    'chrome-extension://abcdefgh',
  ])('refuses the origin %s, and does not let it read the answer', (origin) => {
    expect(verdict({ host: 'localhost', origin })).toBe('forbidden-origin');
    const guard = createGuard({ host: '127.0.0.1', origins: [] });
    expect(guard.corsHeaders(request({ origin }))).toEqual({ Vary: 'Origin' });
  });

  it('looks at the host first: a rebound name tells nothing by its origin', () => {
    expect(verdict({ host: 'evil.example', origin: 'http://evil.example' })).toBe('forbidden-host');
  });

  it('takes an origin that it is given letter for letter', () => {
    const options = { host: '127.0.0.1', origins: ['https://course.example'] };
    expect(verdict({ host: 'localhost', origin: 'https://course.example' }, options)).toBe('admitted');
    for (const origin of ['http://course.example', 'https://course.example:8443', 'https://a.course.example']) {
      expect(verdict({ host: 'localhost', origin }, options), origin).toBe('forbidden-origin');
    }
  });

  it('lets our pages read answers and the headers that the protocol adds', () => {
    const guard = createGuard({ host: '127.0.0.1', origins: [] });
    const headers = guard.corsHeaders(request({ origin: 'http://localhost:3000' }));
    expect(headers).toMatchObject({ Vary: 'Origin', 'Access-Control-Allow-Origin': 'http://localhost:3000' });
    const exposed = headers['Access-Control-Expose-Headers']?.split(', ');
    expect(exposed).toEqual(expect.arrayContaining(['ETag', 'Retry-After', 'Wirelab-Next', 'Wirelab-Log']));
  });

  it('does not repeat the whole of what it refuses', () => {
    const guard = createGuard({ host: '127.0.0.1', origins: [] });
    expect(() => guard.check(request({ host: 'x'.repeat(5000) }))).toThrow(/^.{0,120}$/);
  });
});
