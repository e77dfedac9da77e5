import type { BrowserMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';

const MESSAGES = 10;

export const measure: BrowserMeasure = async ({ urls }) => {
  const blobs = await countBlobs(new WebSocket(urls.socket ?? ''));
  const changed = new WebSocket(urls.socket ?? '');
  changed.binaryType = 'arraybuffer';
  const afterwards = await countBlobs(changed);
  expectControl(afterwards === 0, `no Blob with arraybuffer, got ${afterwards}`);
  return { value: blobs, details: { 'with arraybuffer': afterwards } };
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
