import { describe, expect, it } from 'vitest';
import { systemClock } from '../../../lib/measure/clock.ts';
import { decodeSessionInfo, type Toxics } from '../../../lib/protocol/index.ts';
import type { Connect } from '../../../lib/transports/index.ts';
import { connect as connectPolling } from '../../../lib/transports/polling.ts';
import { connect as connectWebSocket } from '../../../lib/transports/websocket.ts';
import type { Difference } from '../../../lib/ui/optimistic-list/compare.ts';
import { type ListState, openListRun } from '../../../lib/ui/optimistic-list/list-run.ts';
import { playScene, type SceneId } from '../../../lib/ui/optimistic-list/scenes.ts';
import { startTestLab } from '../../support/lab.ts';
import { nodeSocket } from '../../support/node-socket.ts';

const connect: Connect = (options) =>
  connectWebSocket({
    ...options,
    createSocket: nodeSocket,
  });

/** Plays a scene over a real lab and its edge. */
async function play(scene: SceneId): Promise<ListState> {
  await using lab = await startTestLab();
  const control = lab.urls.control;
  const session = decodeSessionInfo(await (await fetch(`${control}/sessions`, { method: 'POST' })).json());
  const at = `${control}/sessions/${session.id}`;
  const run = openListRun({
    connect,
    connectPolling,
    urls: session.urls,
    topic: 'list',
    fetch,
    clock: systemClock,
    onChange: () => undefined,
  });
  try {
    await playScene(scene, {
      run,
      clock: systemClock,
      signal: AbortSignal.timeout(15_000),
      setToxics: (toxics: Toxics) => fetch(`${at}/toxics/websocket`, { method: 'PUT', body: JSON.stringify(toxics) }),
      drop: () => fetch(`${at}/drop/websocket`, { method: 'POST' }),
    });
    return run.state();
  } finally {
    run.close();
  }
}

const NONE: Difference = { lost: 0, doubled: 0, ghosts: 0, takenBack: 0 };

describe('playScene', () => {
  it.each([
    ['refused-adding', { lost: 1, takenBack: 1 }],
    ['refused-deleting', { ghosts: 1 }],
    ['two-refused', { ghosts: 1 }],
    ['answer-lost', { doubled: 1 }],
    ['answer-late', { takenBack: 1 }],
  ] as const)(
    '%s: the snapshots differ from the log, and the operations do not',
    { timeout: 20_000 },
    async (scene, wrong) => {
      const { differences, refusal } = await play(scene);
      expect(differences.snapshots).toEqual({ ...NONE, ...wrong });
      expect(differences.operations).toEqual(NONE);
      if (scene.startsWith('answer')) expect(refusal).toBeUndefined();
      else expect(refusal).toContain('type');
    },
  );
});
