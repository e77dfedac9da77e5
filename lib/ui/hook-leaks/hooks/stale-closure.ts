import { useEffect, useState } from 'react';
import { WebSocket } from '../../counted-socket/index.ts';
import { seqOf, subscribeTo } from '../topic-messages.ts';

// #region hook
/** Wrong: the handler belongs to the first render, and so does the empty list that it adds to. */
export function useTopicList(url: string, topic: string): readonly number[] {
  const [events, setEvents] = useState<readonly number[]>([]);
  useEffect(() => {
    const socket = new WebSocket(url);
    socket.onopen = () => socket.send(subscribeTo(topic));
    socket.onmessage = ({ data }) => {
      const seq = seqOf(data);
      if (seq !== undefined) setEvents([...events, seq]);
    };
    return () => socket.close();
    // oxlint-disable-next-line react/exhaustive-deps -- the linter has seen it; this shows what it prevents
  }, [url, topic]);
  return events;
}
// #endregion hook
