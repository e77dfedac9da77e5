import type { BrowserMeasure } from '../claim.ts';

const MEET_WITHIN_MS = 8_000;

export const measure: BrowserMeasure = async () => {
  const [a, b] = [new RTCPeerConnection({ iceServers: [] }), new RTCPeerConnection({ iceServers: [] })];
  const seen = new Map<string, RTCDataChannel>();
  try {
    a.onicecandidate = ({ candidate }) => void b.addIceCandidate(candidate ?? undefined).catch(() => undefined);
    b.onicecandidate = ({ candidate }) => void a.addIceCandidate(candidate ?? undefined).catch(() => undefined);
    a.createDataChannel('plain');
    a.createDataChannel('lossy', { ordered: false, maxRetransmits: 0 });
    const both = new Promise<void>((resolve, reject) => {
      setTimeout(() => reject(new Error('Expected two channels at the other peer')), MEET_WITHIN_MS);
      b.ondatachannel = ({ channel }) => {
        seen.set(channel.label, channel);
        if (seen.size === 2) resolve();
      };
    });
    await a.setLocalDescription();
    if (a.localDescription) await b.setRemoteDescription(a.localDescription);
    await b.setLocalDescription();
    if (b.localDescription) await a.setRemoteDescription(b.localDescription);
    await both;
    const [plain, lossy] = [seen.get('plain'), seen.get('lossy')];
    const isAsTold = plain?.ordered === true && plain.maxRetransmits === null && lossy?.ordered === false;
    return {
      value: isAsTold ? (lossy.maxRetransmits ?? -1) : -1,
      details: {
        'ordered, without options': String(plain?.ordered),
        'maxRetransmits, without options': String(plain?.maxRetransmits),
        'ordered, with them': String(lossy?.ordered),
      },
    };
  } finally {
    a.close();
    b.close();
  }
};
