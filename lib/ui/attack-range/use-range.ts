import { useCallback, useEffect, useRef, useState } from 'react';
import { systemClock } from '../../measure/clock.ts';
import type { Entry } from '../../wire/index.ts';
import { loadDecoder } from '../exchange/load-decoder.ts';
import { openTalk, type Talk } from '../exchange/talk.ts';
import { useCapture } from '../exchange/use-captured-socket.ts';
import type { FigureSession } from '../lab/use-standing.ts';
import type { Attack, RawAttack } from './attacks.ts';
import { outcomeOf, sayOutcome } from './outcome.ts';
import { runAttack } from './run-attack.ts';
import { askAnother } from './still-serves.ts';

/** More than the largest attack and its answers come to: they are counted. */
const MAX_ENTRIES = 1_000;

/** How long the capture of a frame’s connection may take, in milliseconds: it is told four times a second. */
const CAPTURE_MS = 3_000;

/** An attack that was made, and what came of it. */
export interface Tried {
  readonly attack: Attack;
  readonly phase: 'running' | 'done';
  readonly entries: readonly Entry[];
  /** How long the answer took, in milliseconds. */
  readonly tookMs?: number;
  /** How long another client then waited for its answer; `gone` where none came. */
  readonly servedMs?: number | 'gone';
  /** What a script was told, where one asked. */
  readonly told?: string;
  /** A message that came back, to be shown. */
  readonly event?: string;
  readonly failure?: string;
}

/** The attacks that were made: the last one whole, and a line of each. */
export interface RangeHandle {
  readonly last: Tried | undefined;
  /** What each came to, by its id. */
  readonly results: ReadonlyMap<string, Tried>;
  /** Where a frame should connect to, while one is to try. */
  readonly frameUrl: string | undefined;
  make(attack: Attack): Promise<void>;
  /** The frame tells what it was told. */
  tellFrame(text: string): void;
}

/** What a tried attack was answered, in a line. */
export function answerOf({ entries, failure }: Tried): string {
  return failure ?? sayOutcome(outcomeOf(entries));
}

/** Gives the figure its attacks: one at a time. */
export function useRange(figure: FigureSession): RangeHandle {
  const [last, setLast] = useState<Tried>();
  const [results, setResults] = useState<ReadonlyMap<string, Tried>>(new Map());
  const [frameUrl, setFrameUrl] = useState<string>();
  const run = useRef<{ abort: AbortController; talk?: Talk; told?: (text: string) => void }>(undefined);
  const { captured, begin } = useCapture(figure, 'websocket');
  const seen = useRef<readonly Entry[]>([]);
  const { ready } = figure;

  const show = useCallback((tried: Tried) => {
    setLast(tried);
    if (tried.phase === 'done') setResults((before) => new Map(before).set(tried.attack.id, tried));
  }, []);

  const makeRaw = useCallback(
    async (attack: RawAttack, own: NonNullable<typeof run.current>) => {
      const handle = await ready();
      const createDecoder = await loadDecoder();
      const standing = handle.state();
      if (standing.name !== 'open') throw new Error('The session ended before the attack began');
      // Another was chosen while this one waited for the lab.
      if (own.abort.signal.aborted) return;
      const { session } = standing;
      const talk: Talk = openTalk({
        session,
        transport: attack.transport,
        clock: systemClock,
        createDecoder,
        maxEntries: MAX_ENTRIES,
        onChange: () => {
          if (!own.abort.signal.aborted) setLast({ attack, phase: 'running', entries: talk.state().entries });
        },
      });
      own.talk = talk;
      const tookMs = await runAttack(talk, attack, { clock: systemClock, signal: own.abort.signal });
      const { entries, pending } = talk.state();
      const servedMs = (await askAnother(attack.transport, session.urls[attack.transport], systemClock)) ?? 'gone';
      talk.close();
      if (own.abort.signal.aborted) return;
      const { event } = outcomeOf(entries);
      show({
        attack,
        phase: 'done',
        entries: inOrder(entries, pending),
        servedMs,
        ...(tookMs === undefined ? {} : { tookMs }),
        ...(event === undefined ? {} : { event }),
      });
    },
    [ready, show],
  );

  const makeFrame = useCallback(
    async (attack: Attack, own: NonNullable<typeof run.current>) => {
      const beganAt = systemClock.now();
      const told = new Promise<string>((resolve) => (own.told = resolve));
      let url = '';
      await begin(({ url: base, token }) => {
        url = base;
        setFrameUrl(`${base}/events?${token}`);
        return () => setFrameUrl(undefined);
      });
      const text = await Promise.race([told, aborted(own.abort.signal)]);
      const tookMs = systemClock.now() - beganAt;
      const servedMs = (await askAnother('websocket', url, systemClock)) ?? 'gone';
      await untilAnswered(() => seen.current, own.abort.signal);
      if (own.abort.signal.aborted) return;
      show({ attack, phase: 'done', entries: seen.current, told: text, tookMs, servedMs });
    },
    [begin, show],
  );

  const make = useCallback(
    async (attack: Attack) => {
      run.current?.abort.abort();
      run.current?.talk?.close();
      const own: NonNullable<typeof run.current> = { abort: new AbortController() };
      run.current = own;
      setFrameUrl(undefined);
      setLast({ attack, phase: 'running', entries: [] });
      try {
        await (attack.kind === 'raw' ? makeRaw(attack, own) : makeFrame(attack, own));
      } catch (error) {
        const failure = error instanceof Error ? error.message : String(error);
        if (!own.abort.signal.aborted) show({ attack, phase: 'done', entries: [], failure });
      }
    },
    [makeRaw, makeFrame, show],
  );

  useEffect(
    () => () => {
      run.current?.abort.abort();
      run.current?.talk?.close();
    },
    [],
  );

  useEffect(() => {
    seen.current = captured.entries.map(({ entry }) => entry);
  }, [captured]);

  return { last, results, frameUrl, make, tellFrame: (text) => run.current?.told?.(text) };
}

/** What waits for its rest comes after what is whole, unless nothing was sent before it. */
function inOrder(entries: readonly Entry[], pending: readonly Entry[]): readonly Entry[] {
  return entries.some(({ direction }) => direction === 'up') ? [...entries, ...pending] : [...pending, ...entries];
}

/** The capture tells of a frame’s connection a moment later than the frame itself. */
async function untilAnswered(entries: () => readonly Entry[], signal: AbortSignal): Promise<void> {
  const until = systemClock.now() + CAPTURE_MS;
  while (!entries().some(({ kind }) => kind === 'response') && systemClock.now() < until && !signal.aborted) {
    await new Promise((resolve) => systemClock.setTimeout(() => resolve(undefined), 30));
  }
}

const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('Another attack began'))));
