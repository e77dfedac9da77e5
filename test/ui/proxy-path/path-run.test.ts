import { describe, expect, it } from 'vitest';
import { systemClock } from '../../../lib/measure/clock.ts';
import { loadTransport } from '../../../lib/transports/index.ts';
import { Cancelled } from '../../../lib/ui/faults/scenarios/wait.ts';
import { type PathRecord, runPath } from '../../../lib/ui/proxy-path/path-run.ts';
import { AWAY_MS, type PathId, pathOf, PATHS, PATH_TRANSPORTS } from '../../../lib/ui/proxy-path/paths.ts';
import { startTestLab } from '../../support/lab.ts';
import { nodeSocket } from '../../support/node-socket.ts';

/** Notes what a session is asked for. */
function noting(): { asked: string[]; session: Parameters<typeof runPath>[1]['session'] } {
  const asked: string[] = [];
  return {
    asked,
    session: {
      setToxics: (transport, toxics) => {
        asked.push(`${transport} ${JSON.stringify(toxics)}`);
        return Promise.resolve(toxics);
      },
      restart: (transport, downMs) => {
        asked.push(`${transport} restarts for ${downMs}`);
        return Promise.resolve();
      },
    },
  };
}

describe('a path', () => {
  it.each<[PathId, string[]]>([
    ['plain', []],
    ['buffers', ['sse {"downstream":{"buffer":{"bytes":4096}}}']],
    ['cuts', ['sse {"downstream":{"reset_peer":{"timeout":2000}}}']],
    ['deploy', ['sse restarts for 1500']],
  ])('that is %s asks the session for it', async (id, expected) => {
    const { asked, session } = noting();
    await pathOf(id).act(session, 'sse', { clock: systemClock, signal: new AbortController().signal });
    expect(asked).toEqual(expected);
  });

  it('that is away comes back after its time', async () => {
    const { asked, session } = noting();
    const times: number[] = [];
    const clock = {
      ...systemClock,
      setTimeout: (callback: () => void, ms: number) => {
        times.push(ms);
        return systemClock.setTimeout(callback, 0);
      },
    };
    await pathOf('away').act(session, 'websocket', { clock, signal: new AbortController().signal });
    expect(asked).toEqual(['websocket {"down":true}', 'websocket {}']);
    expect(times).toEqual([AWAY_MS]);
  });

  it('has a name of its own', () => {
    expect(new Set(PATHS.map(({ label }) => label)).size).toBe(PATHS.length);
    expect(() => pathOf('nowhere' as PathId)).toThrow(RangeError);
  });
});

describe('a run', () => {
  it('that is stopped closes its readers and sets the edge back', async () => {
    await using lab = await startTestLab();
    const { asked, session } = noting();
    const abort = new AbortController();
    const seen: PathRecord['doing'][] = [];
    const [sse, longPolling, websocket] = await Promise.all([
      loadTransport('sse'),
      loadTransport('long-polling'),
      loadTransport('websocket'),
    ]);
    const run = runPath(
      { clock: systemClock, signal: abort.signal },
      {
        path: 'buffers',
        topic: 'path',
        urls: lab.urls,
        session,
        connects: { sse, 'long-polling': longPolling, websocket },
        random: Math.random,
        createSocket: nodeSocket,
        publish() {
          abort.abort();
          return Promise.resolve();
        },
        onProgress: ({ doing }) => seen.push(doing),
      },
    );
    await expect(run).rejects.toThrow(Cancelled);
    expect(seen).toContain('connecting');
    expect(asked).toEqual(PATH_TRANSPORTS.map((id) => `${id} {}`));
  });
});
