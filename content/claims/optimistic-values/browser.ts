import { createElement, startTransition, useLayoutEffect, useOptimistic } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import type { BrowserMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';

const CONFIRMED: readonly string[] = [];

type Send = (message: string) => void;

/** Values: each is the list of the render, and the message. */
function useValues(): [readonly string[], Send] {
  const [shown, setShown] = useOptimistic(CONFIRMED);
  return [shown, (message) => setShown([...shown, message])];
}

/** A reducer: React applies each message to what the one before has made. */
function useReducer(): [readonly string[], Send] {
  return useOptimistic(CONFIRMED, (list: readonly string[], message: string) => [...list, message]);
}

/** Sends two messages out of one render. @returns how many are shown while neither has an answer */
async function shownOf(useList: () => [readonly string[], Send]): Promise<number> {
  let send: Send = () => undefined;
  function List(): string {
    const [shown, add] = useList();
    useLayoutEffect(() => {
      send = add;
    });
    return String(shown.length);
  }
  const place = document.createElement('div');
  const root = createRoot(place);
  flushSync(() => root.render(createElement(List)));
  let answer: () => void = () => undefined;
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const ofOneRender = send;
  for (const message of ['one', 'two']) {
    startTransition(async () => {
      ofOneRender(message);
      await answered;
    });
  }
  await new Promise((resolve) => setTimeout(resolve, 50));
  const shown = Number(place.textContent);
  answer();
  await new Promise((resolve) => setTimeout(resolve, 50));
  root.unmount();
  return shown;
}

export const measure: BrowserMeasure = async () => {
  const value = await shownOf(useValues);
  const reduced = await shownOf(useReducer);
  expectControl(reduced === 2, `both messages with a reducer, got ${reduced}`);
  return { value, details: { 'with a reducer': reduced } };
};
