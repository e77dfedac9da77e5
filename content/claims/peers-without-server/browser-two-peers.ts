/** Two peer connections of one page, which meet over a server that passes on what each says. */
export interface TwoPeers {
  readonly a: RTCPeerConnection;
  readonly b: RTCPeerConnection;
  /** Made by `a`, and open. What is sent on it comes back. */
  readonly channel: RTCDataChannel;
  /** The connections to the server, of each. */
  readonly sockets: readonly WebSocket[];
  close(): void;
}

/** How long two peers have to meet, in milliseconds. */
const MEET_WITHIN_MS = 8_000;

/** Lets them meet, without STUN or TURN. @throws {Error} where no channel opens */
export async function meetOver(url: string): Promise<TwoPeers> {
  const [a, b] = [new RTCPeerConnection({ iceServers: [] }), new RTCPeerConnection({ iceServers: [] })];
  const sockets: WebSocket[] = [];
  const close = (): void => {
    for (const each of [a, b, ...sockets]) each.close();
  };
  try {
    const channel = a.createDataChannel('both');
    b.ondatachannel = ({ channel: other }) => {
      other.onmessage = ({ data }) => other.send(String(data));
    };
    sockets.push(await openSocket(url), await openSocket(url));
    const [offer] = [a, b].map((peer, index) => speakOver(sockets[index], peer));
    await offer?.();
    if (!(await opens(channel, MEET_WITHIN_MS))) throw new Error('Expected the two peers to meet');
    return { a, b, channel, sockets, close };
  } catch (error) {
    close();
    throw error;
  }
}

/** Waits for a channel. @returns whether it opened within a time */
export function opens(channel: RTCDataChannel, withinMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    if (channel.readyState === 'open') resolve(true);
    channel.addEventListener('open', () => resolve(true));
    setTimeout(() => resolve(false), withinMs);
  });
}

function openSocket(url: string): Promise<WebSocket> {
  const socket = new WebSocket(url);
  return new Promise((resolve, reject) => {
    socket.onopen = () => resolve(socket);
    socket.onerror = () => reject(new Error('Expected a connection to the server'));
  });
}

/** @returns what makes the offer */
function speakOver(socket: WebSocket | undefined, peer: RTCPeerConnection): () => Promise<void> {
  if (socket === undefined) throw new Error('Expected a connection for each peer');
  const describe = async (): Promise<void> => {
    await peer.setLocalDescription();
    socket.send(JSON.stringify({ description: peer.localDescription }));
  };
  peer.onicecandidate = ({ candidate }) => {
    if (candidate !== null && candidate.candidate !== '') socket.send(JSON.stringify({ candidate }));
  };
  let taken = Promise.resolve();
  socket.onmessage = ({ data }) => {
    const { description, candidate } = JSON.parse(String(data)) as {
      description?: RTCSessionDescriptionInit;
      candidate?: RTCIceCandidateInit;
    };
    taken = taken.then(async () => {
      if (candidate) await peer.addIceCandidate(candidate);
      if (description) await peer.setRemoteDescription(description);
      if (description?.type === 'offer') await describe();
    });
  };
  return describe;
}
