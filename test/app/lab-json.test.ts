import { afterEach, describe, expect, it, vi } from 'vitest';
import { dynamic, GET } from '../../app/lab.json/route.ts';

afterEach(() => vi.unstubAllEnvs());

describe('GET /lab.json', () => {
  it('names the port that the start script passed, and may not be kept', async () => {
    vi.stubEnv('LAB_PORT', '4310');
    const answer = GET();
    expect(await answer.json()).toEqual({ control: 4310 });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(dynamic).toBe('force-dynamic');
  });

  it.each([undefined, '', '0', 'abc', '70000', '3100.5'])('names 3100 where LAB_PORT is %s', async (value) => {
    vi.stubEnv('LAB_PORT', value);
    expect(await GET().json()).toEqual({ control: 3100 });
  });
});
