/** Tells the other tabs that the store has changed. What has changed, they read from the store. */
export interface Bell {
  ring(): void;
  close(): void;
}

/** Hangs a bell that rings in all other tabs of the origin. Without `BroadcastChannel`, a tab hears of its own alone. */
export function hangBell(name: string, onRing: () => void): Bell {
  if (typeof BroadcastChannel === 'undefined') return { ring: () => undefined, close: () => undefined };
  const channel = new BroadcastChannel(name);
  channel.addEventListener('message', onRing);
  // The rule takes this for a window's `postMessage`; a channel's has no second parameter.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  const ring = (): void => channel.postMessage('changed');
  return { ring, close: () => channel.close() };
}
