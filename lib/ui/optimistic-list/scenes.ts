import type { Clock } from '../../measure/clock.ts';
import type { Toxics } from '../../protocol/index.ts';
import { isSettled, type ListRun, type ListState } from './list-run.ts';

/** What happens by itself at the press of one button. */
export const SCENES = ['refused-adding', 'refused-deleting', 'two-refused', 'answer-lost', 'answer-late'] as const;

/** One of the scenes. */
export type SceneId = (typeof SCENES)[number];

/** What a scene needs of the page. */
export interface Stage {
  run: ListRun;
  clock: Clock;
  signal: AbortSignal;
  setToxics(toxics: Toxics): Promise<unknown>;
  drop(): Promise<unknown>;
}

/** How long the way takes in each direction while something is refused, in milliseconds. */
const WAY_MS = 200;

const SLOW: Toxics = {
  upstream: { latency: { latency: WAY_MS } },
  downstream: { latency: { latency: WAY_MS } },
};

/** What the list holds before anything happens. */
const START = ['bread', 'milk', 'salt'] as const;

/** Plays a scene on a list that nobody has touched, until all of it has settled. @throws the signal's reason */
export async function playScene(scene: SceneId, stage: Stage): Promise<void> {
  const { run, setToxics } = stage;
  await until(({ connection }) => connection === 'open', stage);
  for (const title of START) await run.actAsOther({ kind: 'add', title });
  await until((state) => isSettled(state) && state.log.items.length === START.length, stage);
  try {
    await PLAY[scene](stage);
    await until(isSettled, stage);
  } finally {
    await setToxics({});
  }
}

const PLAY: Readonly<Record<SceneId, (stage: Stage) => Promise<void>>> = {
  async 'refused-adding'({ run, setToxics }) {
    await setToxics(SLOW);
    run.act({ kind: 'add', title: 'tea' }, { isRefused: true });
    await run.actAsOther({ kind: 'add', title: 'coffee' });
  },
  async 'refused-deleting'({ run, setToxics }) {
    await setToxics(SLOW);
    run.act({ kind: 'rename', item: itemAt(run, 0), title: 'rye bread' }, { isRefused: true });
    await run.actAsOther({ kind: 'delete', item: itemAt(run, 1) });
  },
  async 'two-refused'({ run, setToxics }) {
    await setToxics(SLOW);
    run.act({ kind: 'add', title: 'tea' }, { isRefused: true });
    run.act({ kind: 'add', title: 'oil' }, { isRefused: true });
  },
  async 'answer-lost'(stage) {
    const { run, setToxics, drop } = stage;
    await setToxics({ downstream: { latency: { latency: 1_500 } } });
    run.act({ kind: 'add', title: 'tea' });
    // It is in the log, and the answer is on its way: now the connection ends.
    await until(({ log }) => log.items.length > START.length, stage);
    await drop();
    await setToxics({});
  },
  async 'answer-late'({ run, setToxics }) {
    await setToxics({ downstream: { latency: { latency: 4_000 } } });
    run.act({ kind: 'add', title: 'tea' });
  },
};

function itemAt(run: ListRun, index: number): string {
  return run.state().log.items[index]?.id ?? '';
}

/** Looks again and again: what is waited for comes from several connections. */
async function until(isSo: (state: ListState) => boolean, { run, clock, signal }: Stage): Promise<void> {
  while (!isSo(run.state())) {
    signal.throwIfAborted();
    await new Promise<void>((resolve) => clock.setTimeout(resolve, 20));
  }
}
