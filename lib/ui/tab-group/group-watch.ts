import type { Clock, Timer } from '../../measure/clock.ts';
import { readTabMessage, type TabReport } from './tab-messages.ts';

/** What is known of a group. A new object with every change. */
export interface GroupState {
  /** By name, in the order in which they came. */
  readonly tabs: readonly TabReport[];
  /** The tab that has the connection, where one says so. */
  readonly leader?: string;
  /** From the end of the last leader to the first event that another one passed on, in milliseconds. */
  readonly takeoverMs?: number;
  /** How many leaders were ended. */
  readonly ended: number;
}

/** Watches a group of tabs without being one of them. */
export interface GroupWatch {
  /** A tab was ended: it can say so itself no more. */
  ended(tab: string): void;
  close(): void;
}

/** The part of a BroadcastChannel that is used; a test gives its own. */
export type Channel = Pick<BroadcastChannel, 'postMessage' | 'close'> & {
  onmessage: ((event: MessageEvent<unknown>) => void) | null;
};

/** How often the tabs are asked who is there, and after how many times without an answer one is gone. */
const ASK_EVERY_MS = 500;
const MAX_MISSED = 6;

/** Watches the group of that name. */
export function watchGroup(
  name: string,
  options: { clock: Clock; onChange: (state: GroupState) => void; openChannel?: (name: string) => Channel },
): GroupWatch {
  const { clock, onChange, openChannel = (name) => new BroadcastChannel(name) } = options;
  const channel = openChannel(name);
  const tabs = new Map<string, TabReport>();
  /** How often each has not answered. */
  const missed = new Map<string, number>();
  /** What is said by a tab that was ended is old news. */
  const gone = new Set<string>();
  let takeover: { from: string; at: number } | undefined;
  let takeoverMs: number | undefined;
  let endedCount = 0;
  let timer: Timer | undefined;

  function tell(): void {
    const all = [...tabs.values()];
    const leader = all.find(({ role }) => role === 'leader')?.tab;
    onChange({
      tabs: all,
      ended: endedCount,
      ...(leader === undefined ? {} : { leader }),
      ...(takeoverMs === undefined ? {} : { takeoverMs }),
    });
  }

  function remove(tab: string): void {
    tabs.delete(tab);
    missed.delete(tab);
  }

  channel.onmessage = ({ data }) => {
    const message = readTabMessage(data);
    if (message === undefined || message.kind === 'who' || gone.has(message.tab)) return;
    if (message.kind === 'event') {
      if (takeover === undefined || takeover.from === message.tab) return;
      takeoverMs = clock.now() - takeover.at;
      takeover = undefined;
    } else if (message.kind === 'gone') {
      remove(message.tab);
    } else {
      const { kind: _, ...report } = message;
      tabs.set(report.tab, report);
      missed.set(report.tab, 0);
    }
    tell();
  };

  function ask(): void {
    for (const [tab, times] of missed) {
      if (times >= MAX_MISSED) remove(tab);
      else missed.set(tab, times + 1);
    }
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has none: it is for one origin
    channel.postMessage({ kind: 'who' });
    tell();
    timer = clock.setTimeout(ask, ASK_EVERY_MS);
  }
  ask();

  return {
    ended(tab) {
      gone.add(tab);
      if (tabs.get(tab)?.role === 'leader') {
        endedCount++;
        takeoverMs = undefined;
        takeover = { from: tab, at: clock.now() };
      }
      remove(tab);
      tell();
    },
    close() {
      clock.clearTimeout(timer);
      channel.onmessage = null;
      channel.close();
    },
  };
}
