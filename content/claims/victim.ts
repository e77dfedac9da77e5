import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A process with a WebSocket server that somebody may bring down. */
export interface Victim {
  /** Opens a connection and sends bytes. @returns whether the process ended of it; else a new connection was accepted */
  hit(bytes: Uint8Array): Promise<boolean>;
  close(): void;
}

/** Starts one. @param onConnection what it does with each `socket`, in plain JavaScript */
export async function startVictim(onConnection: string, signal: AbortSignal): Promise<Victim> {
  const program = `
    const { WebSocketServer } = require('ws');
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    server.on('listening', () => console.log(server.address().port));
    server.on('connection', (socket) => { ${onConnection} });
  `;
  const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'ignore'], signal });
  child.on('error', () => undefined);
  const exited = once(child, 'exit').then(() => true);
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const port = Number(String(line));
  return {
    async hit(bytes) {
      const socket = await upgrade(port);
      socket.write(bytes);
      const gone = once(socket, 'close');
      socket.resume();
      await Promise.race([exited, gone]);
      socket.destroy();
      const answers = upgrade(port).then(
        (next) => {
          next.destroy();
          return false;
        },
        () => exited,
      );
      return await Promise.race([exited, answers]);
    },
    close: () => void child.kill(),
  };
}

/** Opens a WebSocket by hand, for bytes that no library would send. */
async function upgrade(port: number): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1' });
  const failed = once(socket, 'close').then(() => Promise.reject(new Error('The connection closed')));
  failed.catch(() => undefined);
  socket.on('error', () => undefined);
  socket.write(
    [
      'GET / HTTP/1.1',
      `Host: 127.0.0.1:${port}`,
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
      '',
      '',
    ].join('\r\n'),
  );
  await Promise.race([once(socket, 'data'), failed]);
  return socket;
}
