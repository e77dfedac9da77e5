import { expect, test } from 'vitest';
import { setStudyCookie } from '../../lib/ui/study/cookies.ts';
import { STUDY_RANGES } from '../../lib/ui/study/settings.ts';

/** Keeps what was written, as `document.cookie` takes it: one cookie an assignment. */
function createJar(): { cookie: string; written: string[] } {
  const written: string[] = [];
  return {
    written,
    get cookie() {
      return '';
    },
    set cookie(text: string) {
      written.push(text);
    },
  };
}

test.each([STUDY_RANGES.cookieBytes.leastAboveZero, 250, STUDY_RANGES.cookieBytes.max])(
  'a cookie of %i bytes has that many in name and value',
  (bytes) => {
    const jar = createJar();
    setStudyCookie(jar, bytes);
    expect(jar.written.map((cookie) => cookie.split(';')[0]?.length)).toEqual([bytes, bytes]);
  },
);

test('the cookie goes to the transports only, and is taken back', () => {
  const jar = createJar();
  const clear = setStudyCookie(jar, 100);
  expect(jar.written.map((cookie) => /Path=([^;]+)/.exec(cookie)?.[1])).toEqual(['/events', '/socket.io/']);
  jar.written.length = 0;
  clear();
  expect(jar.written).toHaveLength(2);
  for (const cookie of jar.written) expect(cookie).toMatch(/^study=;.*Max-Age=0/);
});

test('no cookie is set where none is wanted', () => {
  const jar = createJar();
  setStudyCookie(jar, 0);
  expect(jar.written).toEqual([]);
});
