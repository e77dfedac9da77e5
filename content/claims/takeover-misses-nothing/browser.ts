import type { BrowserMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';

/** How long a new leader takes to connect, and how long there is to receive, in milliseconds. */
const CONNECTS_AFTER_MS = 250;
const RECEIVES_MS = 600;

export const measure: BrowserMeasure = async ({ urls }) => {
  /** What the second of two documents misses when the first, which leads, goes away. */
  async function missedBy(resume: boolean): Promise<number> {
    const name = `claim-${crypto.randomUUID()}`;
    const frames = [1, 2].map(() => document.body.appendChild(document.createElement('iframe')));
    let last = 0;
    let missed = 0;
    const take = (seq: number): void => {
      if (seq <= last) return;
      if (last > 0) missed += seq - last - 1;
      last = seq;
    };

    function join(frame: HTMLIFrameElement, delayMs: number, onEvent: (seq: number) => void): void {
      if (frame.contentWindow === null) throw new Error('Expected a frame to have a window');
      const page = frame.contentWindow as Window & typeof globalThis;
      const channel = new page.BroadcastChannel(name);
      channel.onmessage = ({ data }) => onEvent(Number(data));
      const lead = async (): Promise<never> => {
        await new Promise((resolve) => setTimeout(resolve, delayMs));
        const socket = new page.WebSocket(urls.socket ?? '');
        socket.onopen = () => socket.send(resume && last > 0 ? `after ${last}` : 'live');
        socket.onmessage = ({ data }) => {
          onEvent(Number(data));
          // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has none
          channel.postMessage(data);
        };
        return new Promise(() => undefined);
      };
      // Taking a frame away rejects what it still waits for.
      page.navigator.locks.request(name, lead).catch(() => undefined);
    }

    const [leader, follower] = frames;
    if (leader === undefined || follower === undefined) throw new Error('Expected two frames');
    try {
      join(leader, 0, () => undefined);
      join(follower, CONNECTS_AFTER_MS, take);
      await new Promise((resolve) => setTimeout(resolve, RECEIVES_MS));
      const before = last;
      leader.remove();
      await new Promise((resolve) => setTimeout(resolve, CONNECTS_AFTER_MS + RECEIVES_MS));
      if (before === 0 || last <= before) throw new Error('Expected events from both leaders');
      return missed;
    } finally {
      for (const frame of frames) frame.remove();
    }
  }

  const value = await missedBy(true);
  const without = await missedBy(false);
  expectControl(without > 0, 'a hole without a position, got none');
  return { value, details: { 'without a position': without } };
};
