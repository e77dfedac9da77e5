import type { Locks } from '../../outbox/one-tab.ts';
import { createBackoff } from '../../transports/backoff.ts';
import { topicEventOf } from '../shared-connection/topic-event.ts';
import { readTabMessage, type TabMessage, type TabReport } from './tab-messages.ts';

/** A tab's part in a group that has one connection together. */
export interface TabMember {
  state(): TabReport;
  /** Leaves; the connection and the lock go to another. May be called twice. */
  leave(): void;
}

/** What a tab joins with. */
export interface TabMemberOptions {
  /** The group's name: of its lock and of its channel. */
  group: string;
  /** A name of its own in the group. */
  tab: string;
  url: string;
  topic: string;
  /** Whether it goes on after the last event that it has, when it becomes the leader. */
  resume: boolean;
  onChange: () => void;
}

/** How often a tab reports at most while events come, in milliseconds. */
const REPORT_EVERY_MS = 250;

/** Joins a group. Whoever holds the lock is the leader: it has the connection, and passes on what comes. */
export function joinTabs({ group, tab, url, topic, resume, onChange }: TabMemberOptions): TabMember {
  const channel = new BroadcastChannel(group);
  const leaving = new AbortController();
  let state: TabReport = { tab, role: 'follower', seq: 0, events: 0, missing: 0 };
  let reportedAt = Number.NEGATIVE_INFINITY;

  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has none: it is for one origin
  const say = (message: TabMessage): void => channel.postMessage(message);

  function report(): void {
    reportedAt = performance.now();
    say({ kind: 'report', ...state });
  }

  /** From the connection or from the channel. Numbers make repeats harmless, and holes visible. */
  function take(seq: number): boolean {
    if (seq <= state.seq) return false;
    const missing = state.seq === 0 ? 0 : seq - state.seq - 1;
    state = { ...state, seq, events: state.events + 1, missing: state.missing + missing };
    if (performance.now() - reportedAt >= REPORT_EVERY_MS) report();
    onChange();
    return true;
  }

  channel.onmessage = ({ data }) => {
    const message = readTabMessage(data);
    if (message?.kind === 'event') take(message.seq);
    else if (message?.kind === 'who') report();
  };

  // Browsers have locks on secure pages alone, of which localhost is one. On others every tab is a leader.
  const locks: Locks = navigator.locks ?? {
    request: () => Promise.resolve().then(() => (leaving.signal.aborted ? undefined : lead())),
  };

  // #region lead
  // Every tab asks for the lock. One gets it; the next does when that one leaves, is closed, or has crashed.
  locks.request(group, { signal: leaving.signal }, lead).catch(() => undefined);

  /** Has the connection, until this tab leaves. The lock is held while the promise is pending. */
  function lead(): Promise<void> {
    state = { ...state, role: 'leader' };
    report();
    onChange();
    const backoff = createBackoff(Math.random);
    let timer: ReturnType<typeof setTimeout>;
    let socket: WebSocket;
    const connect = (): void => {
      socket = new WebSocket(url);
      socket.onopen = () => {
        const position = resume && state.seq > 0 ? { after: state.seq } : {};
        socket.send(JSON.stringify({ op: 'subscribe', topic, ...position }));
      };
      socket.onmessage = ({ data }) => {
        backoff.reset();
        const event = topicEventOf(data);
        if (event !== undefined && take(event.seq)) say({ kind: 'event', tab, seq: event.seq });
      };
      socket.onclose = () => (timer = setTimeout(connect, backoff.next()));
    };
    connect();
    return new Promise((resolve) => {
      leaving.signal.addEventListener('abort', () => {
        clearTimeout(timer);
        socket.onopen = socket.onmessage = socket.onclose = null;
        socket.close();
        resolve();
      });
    });
  }
  // #endregion lead

  report();
  return {
    state: () => state,
    leave() {
      if (leaving.signal.aborted) return;
      leaving.abort();
      say({ kind: 'gone', tab });
      channel.close();
    },
  };
}
