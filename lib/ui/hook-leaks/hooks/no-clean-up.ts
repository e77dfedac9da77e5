import { useEffect, useEffectEvent } from 'react';
import { WebSocket } from '../../counted-socket/index.ts';
import { seqOf, subscribeTo } from '../topic-messages.ts';

// #region hook
/** Wrong: the effect opens a connection, and nothing ends it. */
export function useTopicNoCleanUp(url: string, topic: string, onEvent: (seq: number) => void): void {
  const tell = useEffectEvent(onEvent);
  useEffect(() => {
    const socket = new WebSocket(url);
    socket.onopen = () => socket.send(subscribeTo(topic));
    socket.onmessage = ({ data }) => {
      const seq = seqOf(data);
      if (seq !== undefined) tell(seq);
    };
  }, [url, topic]);
}
// #endregion hook
