import { createElement, useLayoutEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import type { BrowserMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';

const MESSAGES = 10;

/** Adds messages to a list, each in a task of its own. @returns how many the page shows in the end */
async function shownAfter(add: (list: string[], message: string) => string[]): Promise<number> {
  let list: string[] = [];
  let setList: (list: string[]) => void = () => undefined;
  function List(): string {
    const [shown, set] = useState(list);
    useLayoutEffect(() => {
      setList = set;
    }, [set]);
    return String(shown.length);
  }
  const place = document.createElement('div');
  const root = createRoot(place);
  flushSync(() => root.render(createElement(List)));
  for (let message = 1; message <= MESSAGES; message++) {
    list = add(list, `message ${message}`);
    setList(list);
    await new Promise((resolve) => setTimeout(resolve));
  }
  const shown = Number(place.textContent);
  root.unmount();
  return shown;
}

export const measure: BrowserMeasure = async () => {
  const pushed = await shownAfter((list, message) => {
    list.push(message);
    return list;
  });
  const copied = await shownAfter((list, message) => [...list, message]);
  expectControl(copied === MESSAGES, `${MESSAGES} messages with a new list each time, got ${copied}`);
  return { value: pushed, details: { 'with a new list each time': copied } };
};
