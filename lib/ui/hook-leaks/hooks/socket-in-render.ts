import { useEffect, useEffectEvent, useRef } from 'react';
import { WebSocket } from '../../counted-socket/index.ts';
import { seqOf, subscribeTo } from '../topic-messages.ts';

// #region hook
/** Wrong: the argument of `useRef` is evaluated at every render, though only the first value is kept. */
export function useTopicInRender(url: string, topic: string, onEvent: (seq: number) => void): void {
  const socketRef = useRef(new WebSocket(url));
  const tell = useEffectEvent(onEvent);
  useEffect(() => {
    const socket = socketRef.current;
    socket.onopen = () => socket.send(subscribeTo(topic));
    socket.onmessage = ({ data }) => {
      const seq = seqOf(data);
      if (seq !== undefined) tell(seq);
    };
    return () => socket.close();
  }, [topic]);
}
// #endregion hook
