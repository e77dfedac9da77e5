import { useEffect, useEffectEvent, useRef } from 'react';
import { WebSocket } from '../../counted-socket/index.ts';
import { seqOf, subscribeTo } from '../topic-messages.ts';

/** From the end of a connection to the next try, in milliseconds. */
const RECONNECT_MS = 500;

// #region hook
/** Wrong: the clean-up stops the timer, and then causes the close event that starts the next one. */
export function useTopicLateReconnect(url: string, topic: string, onEvent: (seq: number) => void): void {
  const socketRef = useRef<WebSocket>(null);
  const timerRef = useRef<ReturnType<typeof setTimeout>>(undefined);
  const tell = useEffectEvent(onEvent);
  useEffect(() => {
    const connect = (): void => {
      const socket = new WebSocket(url);
      socketRef.current = socket;
      socket.onopen = () => socket.send(subscribeTo(topic));
      socket.onmessage = ({ data }) => {
        const seq = seqOf(data);
        if (seq !== undefined) tell(seq);
      };
      socket.onclose = ({ code }) => {
        if (code !== 1000) timerRef.current = setTimeout(connect, RECONNECT_MS);
      };
    };
    connect();
    return () => {
      clearTimeout(timerRef.current);
      socketRef.current?.close(1000);
    };
  }, [url, topic]);
}
// #endregion hook
