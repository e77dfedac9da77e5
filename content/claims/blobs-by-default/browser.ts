import type { BrowserMeasure } from '../claim.ts';

const MESSAGES = 10;

export const measure: BrowserMeasure = async ({ urls }) => {
  const blobs = await countBlobs(new WebSocket(urls.socket ?? ''));
  const changed = new WebSocket(urls.socket ?? '');
  changed.binaryType = 'arraybuffer';
  return { value: blobs, details: { 'with arraybuffer': await countBlobs(changed) } };
};

function countBlobs(socket: WebSocket): Promise<number> {
  return new Promise((resolve) => {
    let [messages, blobs] = [0, 0];
    socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (data instanceof Blob) blobs++;
      if (++messages < MESSAGES) return;
      resolve(blobs);
      socket.close();
    });
  });
}
