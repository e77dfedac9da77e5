import { useEffect, useState } from 'react';
import { newId } from '../lab/new-id.ts';

interface Greeting {
  from: string;
  kind: 'who' | 'here' | 'gone';
}

/** Whether another tab of this browser shows the same thing. */
export function useOtherTabs(name: string): boolean {
  const [others, setOthers] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const from = newId();
    const channel = new BroadcastChannel(name);
    // A channel has no target: only this origin hears it.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    const greet = (kind: Greeting['kind']): void => channel.postMessage({ from, kind } satisfies Greeting);
    channel.addEventListener('message', ({ data }: MessageEvent<Greeting>) => {
      setOthers((before) => {
        const after = new Set(before);
        if (data.kind === 'gone') after.delete(data.from);
        else after.add(data.from);
        return after;
      });
      if (data.kind === 'who') greet('here');
    });
    const onHide = (): void => greet('gone');
    const onShow = (): void => greet('who');
    window.addEventListener('pagehide', onHide);
    // Also when the page comes back from the browser's cache.
    window.addEventListener('pageshow', onShow);
    greet('who');
    return () => {
      greet('gone');
      window.removeEventListener('pagehide', onHide);
      window.removeEventListener('pageshow', onShow);
      channel.close();
    };
  }, [name]);
  return others.size > 0;
}
