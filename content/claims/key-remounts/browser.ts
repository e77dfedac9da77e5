import { createElement } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import type { BrowserMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';
import { List } from './browser-list.tsx';

/** Shows a message, focuses its field, and shows it again under another key. */
async function replace(before: string, after: string): Promise<{ made: number; keptFocus: boolean }> {
  const place = document.body.appendChild(document.createElement('div'));
  const focused = document.activeElement;
  const root = createRoot(place);
  let made = 0;
  const onMade = (): void => {
    made++;
  };
  const show = (key: string): void =>
    flushSync(() => root.render(createElement(List, { messages: [{ key, text: 'hello' }], onMade })));
  try {
    show(before);
    const field = place.querySelector('input');
    field?.focus({ preventScroll: true });
    show(after);
    await new Promise((resolve) => setTimeout(resolve, 50));
    return { made, keptFocus: field !== null && document.activeElement === field };
  } finally {
    root.unmount();
    place.remove();
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  }
}

export const measure: BrowserMeasure = async () => {
  const replaced = await replace('temp-1', '42');
  const kept = await replace('client-1', 'client-1');
  expectControl(kept.made === 1 && kept.keptFocus, `a line with an id that stays to be made once, got ${kept.made}`);
  const say = (keptFocus: boolean): string => (keptFocus ? 'kept' : 'lost');
  return {
    value: replaced.made,
    details: {
      focus: say(replaced.keptFocus),
      'made, with an id that stays': kept.made,
      'focus, with an id that stays': say(kept.keptFocus),
    },
  };
};
