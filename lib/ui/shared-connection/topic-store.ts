import { createBackoff } from '../../transports/backoff.ts';
import { WebSocket } from '../counted-socket/index.ts';
import { type TopicEvent, topicEventOf } from './topic-event.ts';

/** Topics over one connection, for React to read. */
export interface TopicStore {
  /** Calls back at each new event of a topic. @returns its undo, which may be called twice */
  subscribe(topic: string, onChange: () => void): () => void;
  /** The newest event; the same object until there is another. */
  latest(topic: string): TopicEvent | undefined;
}

interface Topic {
  listeners: Set<() => void>;
  latest: TopicEvent | undefined;
}

/** Tells whoever waits to be told, now or later. */
export type Schedule = (tell: () => void) => void;

/** Every change at once: each has a render of its own. */
export const atOnce: Schedule = (tell) => tell();

/** Once for all that came since the last frame. */
export const oncePerFrame: Schedule = (tell) => void requestAnimationFrame(tell);

// #region store
/** Connects with the first subscription, tells the server of each topic once, and disconnects with the last. */
export function createTopicStore(url: string, schedule: Schedule): TopicStore {
  const topics = new Map<string, Topic>();
  const changed = new Set<Topic>();
  const backoff = createBackoff(Math.random);
  let socket: WebSocket | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** What is not said now is said by `onopen`, of all topics that are wanted then. */
  const say = (message: object): void => {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
  };
  function tellAll(): void {
    const due = [...changed];
    changed.clear();
    for (const { listeners } of due) for (const listener of listeners) listener();
  }
  function connect(): void {
    const own = new WebSocket(url);
    socket = own;
    own.onopen = () => {
      for (const [topic, { latest }] of topics) say({ op: 'subscribe', topic, ...(latest && { after: latest.seq }) });
    };
    own.onmessage = ({ data }) => {
      backoff.reset();
      const event = topicEventOf(data);
      const topic = topics.get(event?.topic ?? '');
      if (event === undefined || topic === undefined) return;
      topic.latest = event;
      changed.add(topic);
      if (changed.size === 1) schedule(tellAll);
    };
    own.onclose = () => (timer = setTimeout(connect, backoff.next()));
  }
  function disconnect(): void {
    clearTimeout(timer);
    if (socket) socket.onopen = socket.onmessage = socket.onclose = null;
    socket?.close();
    socket = undefined;
  }

  return {
    subscribe(name, onChange) {
      const topic = topics.get(name) ?? { listeners: new Set(), latest: undefined };
      if (!topics.has(name)) {
        topics.set(name, topic);
        if (socket === undefined) connect();
        else say({ op: 'subscribe', topic: name });
      }
      topic.listeners.add(onChange);
      return () => {
        // Whoever calls twice, or after the topic was begun anew by others, must not cut them off.
        if (!topic.listeners.delete(onChange) || topic.listeners.size > 0) return;
        topics.delete(name);
        if (topics.size === 0) disconnect();
        else say({ op: 'unsubscribe', topic: name });
      };
    },
    latest: (name) => topics.get(name)?.latest,
  };
}
// #endregion store
