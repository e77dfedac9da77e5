import { useEffect } from 'react';
import type { TopicEmitter } from './topic-emitter.ts';

// #region wrong
/** Wrong: `off` without a handler takes away everybody’s. */
export function useEventsOffAll(emitter: TopicEmitter | null, onEvent: (seq: number) => void): void {
  useEffect(() => {
    emitter?.on('event', onEvent);
    return () => emitter?.off('event');
  }, [emitter, onEvent]);
}
// #endregion wrong

// #region right
/** Takes away what it has added. */
export function useEventsOffOwn(emitter: TopicEmitter | null, onEvent: (seq: number) => void): void {
  useEffect(() => {
    emitter?.on('event', onEvent);
    return () => emitter?.off('event', onEvent);
  }, [emitter, onEvent]);
}
// #endregion right
