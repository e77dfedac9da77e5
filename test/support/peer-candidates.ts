import type { Page } from '@playwright/test';

/** Why a test of peers is skipped. */
export const NO_CANDIDATES =
  'this machine has no network interface besides loopback, so the browser offers no candidate';

/** How long a browser has to name its first candidate, in milliseconds. */
const WITHIN_MS = 5_000;

/** Whether the browser of a page offers any address under which a peer could reach it. */
export function canPeersMeet(page: Page): Promise<boolean> {
  return page.evaluate(async (withinMs) => {
    const peer = new RTCPeerConnection({ iceServers: [] });
    peer.createDataChannel('probe');
    const found = new Promise<boolean>((resolve) => {
      setTimeout(() => resolve(false), withinMs);
      peer.addEventListener('icecandidate', ({ candidate }) => {
        // An empty candidate, or none, says that there are no more.
        resolve(candidate !== null && candidate.candidate !== '');
      });
    });
    await peer.setLocalDescription();
    const isFound = await found;
    peer.close();
    return isFound;
  }, WITHIN_MS);
}
