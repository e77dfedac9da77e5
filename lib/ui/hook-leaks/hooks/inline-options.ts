import { useEffect, useState } from 'react';
import { WebSocket } from '../../counted-socket/index.ts';
import { seqOf, subscribeTo } from '../topic-messages.ts';

// #region hook
/** Wrong: whoever passes an inline function gives the effect a new dependency at every render. */
export function useTopicInline(url: string, topic: string, onEvent: (seq: number) => void): number {
  const [openedAt, setOpenedAt] = useState(0);
  useEffect(() => {
    const socket = new WebSocket(url);
    socket.onopen = () => {
      setOpenedAt(performance.now());
      socket.send(subscribeTo(topic));
    };
    socket.onmessage = ({ data }) => {
      const seq = seqOf(data);
      if (seq !== undefined) onEvent(seq);
    };
    return () => socket.close();
  }, [url, topic, onEvent]);
  return openedAt;
}
// #endregion hook
