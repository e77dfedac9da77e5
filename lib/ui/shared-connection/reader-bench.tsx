import { openLedger } from '../counted-socket/index.ts';
import type { EdgeCount } from '../edge-count/index.ts';
import { createOwnRoot } from '../own-root/index.ts';
import { Readers, type Sharing } from './readers.tsx';

/** How many readers there are at first, and at most. */
export const READERS = 8;

/** What is known of one reader. */
export interface ReaderCount {
  /** Renders that React kept, since it came. */
  readonly renders: number;
  /** Those since the last publish. */
  readonly since: number;
  /** The newest event that it shows; 0 where it shows none. */
  readonly seq: number;
}

/** What is known of a bench. A new object with every change. */
export interface ReaderBenchState {
  readonly edge: EdgeCount;
  /** Messages that the page has sent: one for each time that a topic was asked for or left. */
  readonly sent: number;
  /** Events that came over all connections. */
  readonly events: number;
  /** Renders of all readers, also of those that have left. */
  readonly renders: number;
  /** Those since the last publish. */
  readonly since: number;
  readonly readers: readonly ReaderCount[];
}

/** Readers of topics in a React root of their own, and the count of what they do. */
export interface ReaderBench {
  state(): ReaderBenchState;
  /** Shows as many readers as this. */
  show(count: number): void;
  /** Renders are counted from here on. */
  mark(): void;
  seen(edge: EdgeCount): void;
  /** Unmounts them, and ends their connections; may be called twice. */
  close(): void;
}

/** What a bench is opened with. */
export interface ReaderBenchOptions {
  place: Element;
  sharing: Sharing;
  /** The address, with the token in it that its connections are known by. */
  url: string;
  token: string;
  topics: readonly string[];
  onChange: () => void;
}

const NOTHING: ReaderCount = { renders: 0, since: 0, seq: 0 };

/** Opens a bench with no readers. */
export function openReaderBench({ place, sharing, url, token, topics, onChange }: ReaderBenchOptions): ReaderBench {
  let edge: EdgeCount = { made: 0, open: 0 };
  let readers: readonly ReaderCount[] = [];
  let renders = 0;
  let since = 0;
  const root = createOwnRoot(place, (error) => reportError(error));
  const ledger = openLedger(token, onChange);

  const report = (reader: number, seq: number): void => {
    renders++;
    since++;
    readers = readers.map((count, index) =>
      index === reader ? { renders: count.renders + 1, since: count.since + 1, seq } : count,
    );
    onChange();
  };

  return {
    state() {
      const { sent, events } = ledger.tally();
      return { edge, sent, events, renders, since, readers };
    },
    show(count) {
      readers = Array.from({ length: count }, (_, index) => readers[index] ?? NOTHING);
      root.render(<Readers sharing={sharing} count={count} url={url} topics={topics} report={report} />);
      onChange();
    },
    mark() {
      since = 0;
      readers = readers.map((count) => ({ ...count, since: 0 }));
      onChange();
    },
    seen(next) {
      edge = next;
      onChange();
    },
    close() {
      ledger.end();
      root.unmount();
    },
  };
}
