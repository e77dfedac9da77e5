import { Activity, type ComponentType } from 'react';
import type { EdgeCount } from '../edge-count/index.ts';
import { createOwnRoot, type OwnRoot } from '../own-root/index.ts';
import { type Counts, FUSE, NO_COUNTS, type Steps } from './counts.ts';
import { openLedger, type SocketLedger } from '../counted-socket/index.ts';
import type { ProbeProps } from './variants.tsx';

/** What a reader can do with a version. */
export type BenchAction = 'mount' | 'mount-strictly' | 'leave-at-once' | 'render' | 'move' | 'unmount';

/** What is known of a bench. */
export interface BenchState {
  readonly counts: Counts;
  readonly steps: Steps;
  /** What a component threw, where one did. */
  readonly problem?: string;
}

/** One version of the hook in a component in a React root of its own, and the count of what it does. */
export interface Bench {
  state(): BenchState;
  act(action: BenchAction): void;
  /** What the edge has seen of its connections. */
  seen(count: EdgeCount): void;
  /** Unmounts it and ends all its sockets; may be called twice. */
  close(): void;
}

/** What a bench is opened with. */
export interface BenchOptions {
  /** Where the component is rendered. */
  place: Element;
  Probe: ComponentType<ProbeProps>;
  /** The address, with the token in it that its connections are known by. */
  url: string;
  token: string;
  topic: string;
  onChange: () => void;
}

/** Opens a bench. Nothing is mounted yet. */
export function openBench({ place, Probe, url, token, topic, onChange }: BenchOptions): Bench {
  let counts: Counts = NO_COUNTS;
  let steps: Steps = { isMounted: false, due: 0, isStopped: false };
  let problem: string | undefined;
  let round = 0;
  let address = 1;
  let isClosed = false;
  /** What the components before this one have used. */
  let usedBefore = 0;

  const root: OwnRoot = createOwnRoot(place, (error) => {
    problem = error instanceof Error ? error.message : String(error);
    onChange();
  });
  const ledger: SocketLedger = openLedger(token, () => {
    const { made, events, lost } = ledger.tally();
    counts = { ...counts, sockets: made, events, lost };
    // Not from inside a render or an effect, where React cannot unmount.
    if (made >= FUSE && !steps.isStopped) setTimeout(stop, 0);
    onChange();
  });
  const report = {
    rendered: () => {
      counts = { ...counts, renders: counts.renders + 1 };
      onChange();
    },
    used: (used: number) => {
      counts = { ...counts, used: usedBefore + used };
      onChange();
    },
  };

  function render(mode: 'visible' | 'hidden' = 'visible'): void {
    root.render(
      <Activity mode={mode}>
        <Probe url={`${url}&address=${address}`} topic={topic} round={round} report={report} />
      </Activity>,
    );
  }

  function mount(): void {
    round = 0;
    usedBefore = counts.used;
    steps = { ...steps, isMounted: true, due: steps.due + 1 };
    render();
  }

  function unmount(): void {
    root.unmount();
    steps = { ...steps, isMounted: false };
  }

  function stop(): void {
    if (isClosed || steps.isStopped) return;
    steps = { ...steps, isStopped: true };
    unmount();
    onChange();
  }

  return {
    state: () => ({ counts, steps, ...(problem === undefined ? {} : { problem }) }),
    act(action) {
      if (isClosed || steps.isStopped) return;
      const { isMounted } = steps;
      if (action === 'unmount') {
        if (isMounted) unmount();
      } else if (action === 'render') {
        round++;
        if (isMounted) render();
      } else if (action === 'move') {
        address = address === 1 ? 2 : 1;
        if (isMounted) {
          steps = { ...steps, due: steps.due + 1 };
          render();
        }
      } else if (!isMounted) {
        mount();
        if (action === 'leave-at-once') unmount();
        if (action === 'mount-strictly') {
          // Effects are ended and begun again on the same component, whose state and refs stay.
          render('hidden');
          steps = { ...steps, due: steps.due + 1 };
          render();
        }
      }
      onChange();
    },
    seen({ made, open }) {
      counts = { ...counts, edgeMade: made, edgeOpen: open };
      onChange();
    },
    close() {
      if (isClosed) return;
      isClosed = true;
      ledger.end();
      root.unmount();
    },
  };
}
