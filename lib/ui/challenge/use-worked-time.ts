import { useCallback, useEffect, useRef } from 'react';

/** Counts the time that the page is seen. The function that it gives takes what has come together since it was last called, in milliseconds. */
export function useWorkedTime(): () => number {
  const clock = useRef({ sum: 0, since: null as number | null });
  const settle = useCallback((isSeen: boolean) => {
    const now = performance.now();
    const { sum, since } = clock.current;
    clock.current = { sum: sum + (since === null ? 0 : now - since), since: isSeen ? now : null };
  }, []);
  useEffect(() => {
    const onChange = (): void => settle(document.visibilityState === 'visible');
    onChange();
    document.addEventListener('visibilitychange', onChange);
    return () => {
      settle(false);
      document.removeEventListener('visibilitychange', onChange);
    };
  }, [settle]);
  return useCallback(() => {
    settle(document.visibilityState === 'visible');
    const { sum } = clock.current;
    clock.current.sum = 0;
    return sum;
  }, [settle]);
}
