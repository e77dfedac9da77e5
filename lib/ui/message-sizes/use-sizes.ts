import { useCallback, useEffect, useRef, useState } from 'react';
import { loadDecoder } from '../exchange/load-decoder.ts';
import type { FigureSession } from '../lab/use-standing.ts';
import type { FormId, Packer } from './forms.ts';
import type { Json } from './merge-patch.ts';
import { type FormResult, runSizes } from './sizes-run.ts';

/** The measurements of a figure. */
export interface SizesHandle {
  readonly results: Readonly<Partial<Record<FormId, FormResult>>>;
  readonly isBusy: boolean;
  /** Why the last run gave nothing more. */
  readonly failure: string | undefined;
  start(messages: readonly Json[]): void;
  /** Forgets what was measured, since it was measured of something else. */
  clear(): void;
}

/** Gives a figure its measurements, one run at a time. */
export function useSizes({ plain, compressed }: { plain: FigureSession; compressed: FigureSession }): SizesHandle {
  const [results, setResults] = useState<SizesHandle['results']>({});
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const current = useRef<AbortController>(undefined);
  const [plainReady, compressedReady] = [plain.ready, compressed.ready];

  const leave = useCallback(() => {
    current.current?.abort();
    current.current = undefined;
    setIsBusy(false);
  }, []);

  const start = useCallback<SizesHandle['start']>(
    (messages) => {
      leave();
      const abort = new AbortController();
      current.current = abort;
      setResults({});
      setFailure(undefined);
      setIsBusy(true);
      const run = async (): Promise<void> => {
        const [plainSession, compressedSession, createDecoder, packer] = await Promise.all([
          plainReady(),
          compressedReady(),
          loadDecoder(),
          loadPacker(),
        ]);
        if (abort.signal.aborted) return;
        const watch = [plainSession, compressedSession].map((session) =>
          session.subscribe(() => {
            if (session.state().name === 'open' || abort.signal.aborted) return;
            setFailure('The session ended while the messages were sent. What was counted until then stands.');
            leave();
          }),
        );
        try {
          await runSizes({
            messages,
            sessions: { plain: plainSession, compressed: compressedSession },
            createDecoder,
            packer,
            random: Math.random,
            now: () => performance.now(),
            pause: () => new Promise((resolve) => setTimeout(resolve)),
            signal: abort.signal,
            onResult: (id, result) => {
              if (!abort.signal.aborted) setResults((now) => ({ ...now, [id]: result }));
            },
          });
        } finally {
          for (const unwatch of watch) unwatch();
        }
      };
      run().then(
        () => abort.signal.aborted || leave(),
        (error: unknown) => {
          if (abort.signal.aborted) return;
          setFailure(error instanceof Error ? error.message : String(error));
          leave();
        },
      );
    },
    [plainReady, compressedReady, leave],
  );

  const clear = useCallback(() => {
    leave();
    setResults({});
    setFailure(undefined);
  }, [leave]);

  useEffect(() => () => current.current?.abort(), []);

  return { results, isBusy, failure, start, clear };
}

async function loadPacker(): Promise<Packer> {
  const { encode, decode } = await import('@msgpack/msgpack');
  return { encode: (value) => encode(value), decode: (bytes) => decode(bytes) };
}
