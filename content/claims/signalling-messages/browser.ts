import type { BrowserMeasure } from '../claim.ts';
import { meetOver, opens } from '../peers-without-server/browser-two-peers.ts';

/** How long two peers have that cannot tell each other anything, in milliseconds. */
const ALONE_MS = 500;

export const measure: BrowserMeasure = async ({ urls, counts }) => {
  const isOpenAlone = await opensAlone();
  const { a, b, close } = await meetOver(urls.socket ?? '');
  try {
    await Promise.all([isComplete(a), isComplete(b)]);
    const { relayed = 0 } = await counts();
    return {
      value: isOpenAlone ? 0 : relayed,
      details: {
        'descriptions and candidates': `2 and ${relayed - 2}`,
        'opened with nobody between': isOpenAlone ? 'yes' : 'no',
      },
    };
  } finally {
    close();
  }
};

async function opensAlone(): Promise<boolean> {
  const peer = new RTCPeerConnection({ iceServers: [] });
  try {
    const channel = peer.createDataChannel('alone');
    await peer.setLocalDescription();
    return await opens(channel, ALONE_MS);
  } finally {
    peer.close();
  }
}

/** Resolves once a peer has found all of its addresses. */
function isComplete(peer: RTCPeerConnection): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (peer.iceGatheringState === 'complete') resolve();
    };
    peer.addEventListener('icegatheringstatechange', look);
    look();
  });
}
