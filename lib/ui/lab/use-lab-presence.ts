import { useSyncExternalStore } from 'react';
import { systemClock } from '../../measure/clock.ts';

/** Whether the lab answers, as far as anybody has looked. */
export type LabPresence = 'unknown' | 'running' | 'down';

let presence: LabPresence = 'unknown';
let isLooking = false;
const listeners = new Set<() => void>();

/**
 * Whether the lab answers: asked when a figure comes near the screen, for all figures of the page. While it does not
 * answer it is asked again, until it does; a figure that is started then has a watch of its own.
 */
export function useLabPresence(): LabPresence {
  return useSyncExternalStore(subscribe, read, before);
}

function subscribe(onChange: () => void): () => void {
  listeners.add(onChange);
  // Without the script there is nothing to ask with: the next figure tries again.
  if (!isLooking) look().catch(() => (isLooking = false));
  return () => listeners.delete(onChange);
}

async function look(): Promise<void> {
  isLooking = true;
  const { watchLab } = await import('./lab-watch.ts');
  const watch = watchLab({ fetch: (...request) => fetch(...request), clock: systemClock, pageUrl: location.href });
  watch.subscribe(() => {
    presence = watch.state.name === 'looking' ? 'unknown' : watch.state.name;
    if (presence === 'running' || listeners.size === 0) {
      watch.close();
      isLooking = false;
    }
    for (const listener of listeners) listener();
  });
}

const read = (): LabPresence => presence;
const before = (): LabPresence => 'unknown';
