import {
  type ComponentType,
  createContext,
  type JSX,
  memo,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useState,
  useSyncExternalStore,
} from 'react';
import { WebSocket } from '../counted-socket/index.ts';
import { topicEventOf } from './topic-event.ts';
import { atOnce, createTopicStore, oncePerFrame, type Schedule, type TopicStore } from './topic-store.ts';

/** What a reader reports: the newest event that it shows, after every render that was kept. */
export type ReportRender = (reader: number, seq: number) => void;

/** A reader of one topic, which is never rendered because its parent was. */
interface ReaderProps {
  reader: number;
  url: string;
  topic: string;
  report: ReportRender;
}

function Shown({ reader, seq, report }: { reader: number; seq: number; report: ReportRender }): JSX.Element {
  useEffect(() => report(reader, seq));
  return <span>{seq === 0 ? 'nothing yet' : `event ${seq}`}</span>;
}

/** Each its own connection. */
const OwnReader = memo(function OwnReader({ reader, url, topic, report }: ReaderProps) {
  const [seq, setSeq] = useState(0);
  useEffect(() => {
    const socket = new WebSocket(url);
    socket.onopen = () => socket.send(JSON.stringify({ op: 'subscribe', topic }));
    socket.onmessage = ({ data }) => {
      const event = topicEventOf(data);
      if (event) setSeq(event.seq);
    };
    return () => {
      socket.onopen = socket.onmessage = null;
      socket.close();
    };
  }, [url, topic]);
  return <Shown reader={reader} seq={seq} report={report} />;
});

// #region context
const Messages = createContext<Readonly<Record<string, number>>>({});

/** One connection, and what comes over it in the value of the context. */
function MessagesProvider({ url, topics, children }: ProviderProps): JSX.Element {
  const [latest, setLatest] = useState<Readonly<Record<string, number>>>({});
  useEffect(() => {
    const socket = new WebSocket(url);
    socket.onopen = () => {
      for (const topic of topics) socket.send(JSON.stringify({ op: 'subscribe', topic }));
    };
    socket.onmessage = ({ data }) => {
      const event = topicEventOf(data);
      if (event) setLatest((now) => ({ ...now, [event.topic]: event.seq }));
    };
    return () => {
      socket.onopen = socket.onmessage = null;
      socket.close();
    };
  }, [url, topics]);
  return <Messages value={latest}>{children}</Messages>;
}
// #endregion context

const ContextReader = memo(function ContextReader({ reader, topic, report }: ReaderProps) {
  const { [topic]: seq = 0 } = useContext(Messages);
  return <Shown reader={reader} seq={seq} report={report} />;
});

// #region hook
const Store = createContext<TopicStore | null>(null);

/** The store, which stays the same: this context never makes anybody render. */
function StoreProvider({ url, children, schedule = atOnce }: ProviderProps & { schedule?: Schedule }): JSX.Element {
  const [store] = useState(() => createTopicStore(url, schedule));
  return <Store value={store}>{children}</Store>;
}

/** The number of the newest event of a topic. Renders when that topic has another, and at no other time. */
function useLatest(topic: string): number {
  const store = useContext(Store);
  if (store === null) throw new Error('Expected useLatest to be called inside a StoreProvider');
  const subscribe = useCallback((onChange: () => void) => store.subscribe(topic, onChange), [store, topic]);
  return useSyncExternalStore(
    subscribe,
    () => store.latest(topic)?.seq ?? 0,
    () => 0,
  );
}
// #endregion hook

const StoreReader = memo(function StoreReader({ reader, topic, report }: ReaderProps) {
  return <Shown reader={reader} seq={useLatest(topic)} report={report} />;
});

function FrameStoreProvider(props: ProviderProps): JSX.Element {
  return <StoreProvider {...props} schedule={oncePerFrame} />;
}

interface ProviderProps {
  url: string;
  topics: readonly string[];
  children: ReactNode;
}

/** Ways for components to share a connection, or not to. */
export type Sharing = 'own' | 'context' | 'store' | 'frame';

const PARTS: Readonly<
  Record<Sharing, { Provider?: ComponentType<ProviderProps>; Reader: ComponentType<ReaderProps> }>
> = {
  own: { Reader: OwnReader },
  context: { Provider: MessagesProvider, Reader: ContextReader },
  store: { Provider: StoreProvider, Reader: StoreReader },
  frame: { Provider: FrameStoreProvider, Reader: StoreReader },
};

/** Some readers of some topics, in turn: two of each topic, where there are twice as many. */
export function Readers({
  sharing,
  count,
  url,
  topics,
  report,
}: {
  sharing: Sharing;
  count: number;
  url: string;
  topics: readonly string[];
  report: ReportRender;
}): JSX.Element {
  const { Provider, Reader } = PARTS[sharing];
  const readers = (
    <ol>
      {Array.from({ length: count }, (_, index) => (
        <li key={index}>
          <Reader
            reader={index}
            url={url}
            topic={topics[Math.floor(index / 2) % topics.length] ?? ''}
            report={report}
          />
        </li>
      ))}
    </ol>
  );
  if (Provider === undefined) return readers;
  return (
    <Provider url={url} topics={topics}>
      {readers}
    </Provider>
  );
}
