import { useEffect, useState } from 'react';
import type { TransportId } from '../../lib/protocol/index.ts';
import type { CompareBench } from './use-bench.ts';
import { changeSetup } from './use-bench.ts';
import { zoom } from '../../lib/ui/lane/time-scale.ts';
import { listPageKeys } from '../../lib/ui/shell/page-keys.ts';

/** The keys of the page, as its help lists them. */
export const SHORTCUTS = [
  { keys: 'P', does: 'pause and go on' },
  { keys: '+ −', does: 'closer and wider time scale' },
  { keys: '1 – 5', does: 'publish over the first to the fifth lane' },
  { keys: 'T', does: 'picture or table' },
  { keys: 'C', does: 'clear numbers and pictures' },
  { keys: '↑ ↓ Home End', does: 'on a picture: pause, and scroll what is kept' },
  { keys: '← →', does: 'on a picture: to the arrow before and after its middle' },
  { keys: 'Space', does: 'on a picture: pause and go on' },
] as const;

/** Whether the page's single keys are on; they can be turned off. @see WCAG 2.2, success criterion 2.1.4 */
export interface Shortcuts {
  enabled: boolean;
  setEnabled: (enabled: boolean) => void;
}

/** Listens for the keys of {@link SHORTCUTS}, except where the reader types. */
export function useShortcuts(bench: CompareBench, publish: (over: TransportId) => void): Shortcuts {
  const [enabled, setEnabled] = useState(true);
  useEffect(() => listPageKeys({ title: 'On this page', hints: SHORTCUTS }), []);
  useEffect(() => {
    if (!enabled) return;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTyping(event.target)) return;
      const { setup, paused } = bench.state();
      const lane = setup.lanes[Number(event.key) - 1];
      if (lane) publish(lane);
      else if (event.key === 'p' || event.key === 'P') bench.setPaused(!paused);
      else if (event.key === 'c' || event.key === 'C') bench.clear();
      else if (event.key === 't' || event.key === 'T') {
        changeSetup(bench, { view: setup.view === 'table' ? 'picture' : 'table' });
      } else if (event.key === '+' || event.key === '=') changeSetup(bench, { spanMs: zoom(setup.spanMs, -1) });
      else if (event.key === '-') changeSetup(bench, { spanMs: zoom(setup.spanMs, 1) });
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [bench, publish, enabled]);
  return { enabled, setEnabled };
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));
}
