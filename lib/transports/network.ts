/** What of the platform tells about the network: `window` or a worker's global scope; Node has none of it. */
export interface NetworkScope {
  navigator?: { onLine?: boolean };
  addEventListener?: (type: 'online', listener: () => void) => void;
  removeEventListener?: (type: 'online', listener: () => void) => void;
}

/** Knows whether a try can reach anything at all. */
export interface NetworkWatch {
  /** True while the platform says that there is no network. Only this answer can be relied on, its opposite cannot. */
  isOff(): boolean;
  stop(): void;
}

/**
 * Watches the platform's word about the network, and calls `onBack` when it comes back.
 *
 * A server on this computer is reached without any network, so for loopback addresses the network is never off.
 *
 * @see https://developer.mozilla.org/docs/Web/API/Navigator/onLine
 */
export function watchNetwork(url: string, onBack: () => void, scope: NetworkScope = globalThis): NetworkWatch {
  if (isLoopback(url)) return { isOff: () => false, stop: () => undefined };
  scope.addEventListener?.('online', onBack);
  return {
    isOff: () => scope.navigator?.onLine === false,
    stop: () => scope.removeEventListener?.('online', onBack),
  };
}

/** Tells whether an address is of this computer: localhost and its names, 127.0.0.0/8, [::1]. */
export function isLoopback(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { hostname } = new URL(url);
  return /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}
