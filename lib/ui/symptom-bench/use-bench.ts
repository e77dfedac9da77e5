import { useCallback, useEffect, useRef, useState } from 'react';
import { systemClock } from '../../measure/clock.ts';
import type { Captured } from '../exchange/captured.ts';
import { useCapture } from '../exchange/use-captured-socket.ts';
import { ownTopic } from '../lab/topic.ts';
import type { FigureSession } from '../lab/use-standing.ts';
import type { Case } from './cases.ts';
import { transportOf } from './make-fault.ts';
import type { PageView, Sample } from './page-view.ts';

/** How often the counts are noted, in milliseconds. */
const SAMPLE_MS = 250;

/** A case that was made. */
export interface Made {
  readonly case: Case;
  readonly phase: 'making' | 'made';
  readonly view: PageView;
  readonly samples: readonly Sample[];
}

/** The bench: one case at a time. */
export interface BenchHandle {
  readonly made: Made | undefined;
  readonly captured: Captured;
  /** What could not be done, for readers. */
  readonly trouble: string | undefined;
  make(next: Case): void;
}

const UNSEEN: PageView = { log: [], received: [], opened: 0, closed: 0 };

/** Makes faults in the page's session, and takes them away again. */
export function useBench(figure: FigureSession): BenchHandle {
  const webSocket = useCapture(figure, 'websocket');
  const sse = useCapture(figure, 'sse');
  const [made, setMade] = useState<Made>();
  const [trouble, setTrouble] = useState<string>();
  const current = useRef<AbortController>(undefined);
  const { ready } = figure;
  const begins = useRef<Record<'websocket' | 'sse', typeof sse.begin>>({ websocket: webSocket.begin, sse: sse.begin });

  const run = useCallback(
    async (next: Case) => {
      current.current?.abort();
      const own = new AbortController();
      current.current = own;
      setTrouble(undefined);
      setMade({ case: next, phase: 'making', view: UNSEEN, samples: [] });
      try {
        const [session, { makeFault }, { createPageNotes }, { connectFromForeignPage }] = await Promise.all([
          ready(),
          import('./make-fault.ts'),
          import('./page-view.ts'),
          import('./foreign-page.ts'),
        ]);
        if (own.signal.aborted) return;
        const topic = ownTopic('bench', Math.random);
        const beganAt = systemClock.now();
        const sinceMs = (): number => systemClock.now() - beganAt;
        const change = (part: Partial<Made>): void => {
          if (!own.signal.aborted) setMade((known) => known && { ...known, ...part });
        };
        const notes = createPageNotes(sinceMs, (view) => change({ view }));
        const samples: Sample[] = [];
        let stored = 0;
        const sample = (): void => {
          samples.push({ atMs: sinceMs(), stored, received: notes.view().received.length });
          change({ samples: [...samples] });
        };
        const timer = setInterval(sample, SAMPLE_MS);
        own.signal.addEventListener('abort', () => {
          clearInterval(timer);
          // A session that is gone has no toxics either.
          for (const transport of ['websocket', 'sse'] as const) {
            session.setToxics(transport, {}).catch(() => undefined);
          }
        });
        await new Promise<void>((resolve, reject) => {
          begins.current[transportOf(next.fault)](({ token }) => {
            const standing = session.state();
            if (standing.name !== 'open') throw new Error('The session has ended');
            const { urls } = standing.session;
            makeFault({
              fault: next.fault,
              urls,
              token,
              topic,
              notes,
              edge: {
                setToxics: session.setToxics,
                silence: () => session.silence('websocket'),
                drop: () => session.drop('websocket'),
              },
              connectForeign: (url) =>
                connectFromForeignPage(url, (told) => {
                  if (told.name === 'close') notes.close(told.code, told.isClean);
                  else notes[told.name]();
                }),
              async publish(n) {
                const body = JSON.stringify({ id: ownTopic('id', Math.random), topic, type: 'note', data: { n } });
                const headers = { 'Content-Type': 'application/json' };
                const { status } = await fetch(`${urls.polling}/events`, { method: 'POST', headers, body });
                if (status !== 201) throw new Error(`The server did not take an event (${status})`);
                stored++;
              },
              clock: systemClock,
              signal: own.signal,
            }).then(resolve, reject);
            return () => undefined;
          }).catch(reject);
        });
        clearInterval(timer);
        sample();
        change({ phase: 'made' });
      } catch (error) {
        if (own.signal.aborted) return;
        own.abort();
        setMade(undefined);
        setTrouble(error instanceof Error ? error.message : String(error));
      }
    },
    [ready],
  );

  useEffect(() => () => current.current?.abort(), []);

  const transport: 'websocket' | 'sse' = made === undefined ? 'websocket' : transportOf(made.case.fault);
  return {
    made,
    captured: transport === 'sse' ? sse.captured : webSocket.captured,
    trouble,
    make: (next: Case) => void run(next),
  };
}
