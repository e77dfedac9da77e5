import type { WebSocket } from 'ws';
import type { OpenStage } from './claim.ts';
import { startSocketServer } from './socket-server.ts';

/**
 * Starts a WebSocket server for a claim that a browser measures, under the name `socket`. It counts the handshakes that it
 * has accepted (`opened`) and the connections that stand (`open`).
 *
 * @param onSocket what it does with each connection
 */
export async function startSocketStage(
  { host, origins }: { host: string; origins: readonly string[] },
  onSocket: (socket: WebSocket) => void = () => undefined,
): Promise<OpenStage> {
  const counts = { opened: 0, open: 0 };
  const count = (socket: WebSocket): void => {
    counts.opened++;
    counts.open++;
    socket.on('close', () => counts.open--);
    onSocket(socket);
  };
  const verifyClient = ({ origin }: { origin: string }): boolean => origins.includes(origin);
  const { url, close } = await startSocketServer(count, { host, verifyClient });
  return { urls: { socket: url }, counts: () => ({ ...counts }), close };
}
