import { useEffect, useState } from 'react';
import { WebSocket } from '../../counted-socket/index.ts';
import { subscribeTo } from '../topic-messages.ts';

// #region hook
/** Wrong for a stream: state holds one value, and React renders the newest of those that came together. */
export function useTopicLastMessage(url: string, topic: string): unknown {
  const [lastMessage, setLastMessage] = useState<unknown>(null);
  useEffect(() => {
    const socket = new WebSocket(url);
    socket.onopen = () => socket.send(subscribeTo(topic));
    socket.onmessage = ({ data }) => setLastMessage(data);
    return () => socket.close();
  }, [url, topic]);
  return lastMessage;
}
// #endregion hook
