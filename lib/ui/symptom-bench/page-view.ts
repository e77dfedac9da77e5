import { isRecord } from '../../protocol/index.ts';

/** What a page was told, and when. */
export interface Told {
  /** 1, 2, 3 … */
  readonly number: number;
  /** Milliseconds since the case began. */
  readonly atMs: number;
  readonly text: string;
}

/** What had been stored by the server, and what had come to the page, at a time. */
export interface Sample {
  readonly atMs: number;
  readonly stored: number;
  readonly received: number;
}

/** All that a page can see of its own connections. A new object with every change. */
export interface PageView {
  readonly log: readonly Told[];
  /** The numbers of the events, in the order of their coming. */
  readonly received: readonly number[];
  /** How often a connection came to be open, and how often one ended. */
  readonly opened: number;
  readonly closed: number;
}

/** The page’s side of a case: it notes what its handlers are told, and nothing else. */
export interface PageNotes {
  view(): PageView;
  say(text: string): void;
  open(): void;
  close(code: number, isClean: boolean): void;
  error(): void;
  /** A message, as a text. */
  message(text: string): void;
}

/** Makes the notes of a page. */
export function createPageNotes(sinceMs: () => number, onChange: (view: PageView) => void): PageNotes {
  let view: PageView = { log: [], received: [], opened: 0, closed: 0 };
  const note = (text: string, change: Partial<PageView> = {}): void => {
    view = { ...view, ...change, log: [...view.log, { number: view.log.length + 1, atMs: sinceMs(), text }] };
    onChange(view);
  };
  return {
    view: () => view,
    say: (text) => note(text),
    open: () => note('open', { opened: view.opened + 1 }),
    error: () => note('error'),
    close: (code, isClean) => note(`close ${code}, wasClean ${isClean}`, { closed: view.closed + 1 }),
    message(text) {
      const n = numberOf(text);
      if (n === undefined) note(`message, ${new TextEncoder().encode(text).length} B, no event`);
      else note(`event ${n}`, { received: [...view.received, n] });
    },
  };
}

/** The number in an event of the bench; nothing where the message is no event. */
export function numberOf(text: string): number | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (!isRecord(value) || !isRecord(value.data)) return undefined;
    return typeof value.data.n === 'number' ? value.data.n : undefined;
  } catch {
    return undefined;
  }
}
