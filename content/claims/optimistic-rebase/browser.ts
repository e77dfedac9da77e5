import { createElement, startTransition, useLayoutEffect, useOptimistic, useState } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import type { BrowserMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';

const OWN = 'own';
const OTHERS = ['one', 'two', 'three'];

type Optimistic = (confirmed: readonly string[]) => [readonly string[], (message: string) => void];

const useReducer: Optimistic = (confirmed) =>
  useOptimistic(confirmed, (list: readonly string[], message: string) => [...list, message]);

const useFinished: Optimistic = (confirmed) => {
  const [shown, setShown] = useOptimistic(confirmed);
  return [shown, (message) => setShown([...shown, message])];
};

/** Lets three messages arrive while one is pending. @returns what is shown then */
async function shownWith(useList: Optimistic): Promise<string[]> {
  let send: (message: string) => void = () => undefined;
  let receive: (message: string) => void = () => undefined;
  function List(): string {
    const [confirmed, setConfirmed] = useState<readonly string[]>([]);
    const [shown, add] = useList(confirmed);
    useLayoutEffect(() => {
      send = add;
      receive = (message) => setConfirmed((list) => [...list, message]);
    });
    return shown.join(' ');
  }
  const place = document.createElement('div');
  const root = createRoot(place);
  flushSync(() => root.render(createElement(List)));
  let answer: () => void = () => undefined;
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  startTransition(async () => {
    send(OWN);
    await answered;
  });
  for (const message of OTHERS) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    receive(message);
  }
  await new Promise((resolve) => setTimeout(resolve, 50));
  const shown = (place.textContent ?? '').split(' ').filter((word) => word !== '');
  answer();
  await new Promise((resolve) => setTimeout(resolve, 50));
  root.unmount();
  return shown;
}

const othersIn = (shown: readonly string[]): number => OTHERS.filter((message) => shown.includes(message)).length;

export const measure: BrowserMeasure = async () => {
  const reduced = await shownWith(useReducer);
  const finished = await shownWith(useFinished);
  if (!reduced.includes(OWN)) throw new Error('The pending message is not shown');
  expectControl(othersIn(finished) < OTHERS.length, 'a finished list to hide what arrives');
  return { value: othersIn(reduced), details: { 'with a finished list': othersIn(finished) } };
};
