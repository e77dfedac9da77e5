import { useEffect, useEffectEvent, useState } from 'react';
import { createBackoff } from '../../../transports/backoff.ts';
import { WebSocket } from '../../counted-socket/index.ts';
import { seqOf, subscribeTo } from '../topic-messages.ts';

/** How the connection stands; `none` where there is no address. */
export type TopicState = 'none' | 'connecting' | 'open' | 'waiting';

// #region hook
/** Hands `onEvent` the events of a topic while the component is there. A `url` of `null` connects to nothing. */
export function useTopic(url: string | null, topic: string, onEvent: (seq: number) => void): TopicState {
  const [state, setState] = useState<TopicState>('connecting');
  // Always the newest function, and no reason for the effect to run again.
  const tell = useEffectEvent(onEvent);

  useEffect(() => {
    if (url === null) return undefined;
    const backoff = createBackoff(Math.random);
    let socket: WebSocket;
    let timer: ReturnType<typeof setTimeout>;
    let newest: number | undefined;
    const connect = (): void => {
      setState('connecting');
      socket = new WebSocket(url);
      socket.onopen = () => {
        setState('open');
        socket.send(subscribeTo(topic, newest));
      };
      socket.onmessage = ({ data }) => {
        // Not when it opens: a server that accepts and falls over would be asked again without a pause.
        backoff.reset();
        const seq = seqOf(data);
        if (seq === undefined) return;
        newest = seq;
        tell(seq);
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
