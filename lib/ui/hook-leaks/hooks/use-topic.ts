import { useEffect, useEffectEvent, useState } from 'react';
import { createBackoff } from '../../../transports/backoff.ts';
import { WebSocket } from '../../counted-socket/index.ts';
import { seqOf, subscribeTo } from '../topic-messages.ts';

/** How the connection stands; `none` where there is no address. */
export type TopicState = 'none' | 'connecting' | 'open' | 'waiting';

// #region hook
/** Hands `onEvent` every event of a topic, for as long as the component is there. `url` `null` connects to nothing. */
export function useTopic(url: string | null, topic: string, onEvent: (seq: number) => void): TopicState {
  const [state, setState] = useState<TopicState>('connecting');
  // Always the newest function, and no reason for the effect to run again.
  const tell = useEffectEvent(onEvent);

  useEffect(() => {
    if (url === null) return undefined;
    const backoff = createBackoff(Math.random);
    let socket: WebSocket;
    let timer: ReturnType<typeof setTimeout>;
    const connect = (): void => {
      setState('connecting');
      socket = new WebSocket(url);
      socket.onopen = () => {
        backoff.reset();
        setState('open');
        socket.send(subscribeTo(topic));
      };
      socket.onmessage = ({ data }) => {
        const seq = seqOf(data);
        if (seq !== undefined) tell(seq);
      };
      socket.onclose = () => {
        setState('waiting');
        timer = setTimeout(connect, backoff.next());
      };
    };
    connect();
    return () => {
      clearTimeout(timer);
      // Detached first: its close event is still to come, and nobody here wants to hear it.
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close();
    };
  }, [url, topic]);

  return url === null ? 'none' : state;
}
// #endregion hook
