import { createLedger } from '../../../lib/measure/ledger.ts';
import type { BrowserMeasure } from '../claim.ts';

const MESSAGES = 60;

export const measure: BrowserMeasure = async ({ urls }) => {
  const asBlob = await reorderedWith('blob', urls.socket ?? '');
  const asBuffer = await reorderedWith('arraybuffer', urls.socket ?? '');
  if (asBuffer > 0) throw new Error(`Expected arraybuffer to keep the order, but ${asBuffer} were out of it`);
  return { value: asBlob, details: { 'with arraybuffer': asBuffer } };
};

/** How many messages are finished after a later one. */
function reorderedWith(binaryType: BinaryType, url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const ledger = createLedger({ after: 0 });
    const socket = new WebSocket(url);
    socket.binaryType = binaryType;
    const finish = (bytes: ArrayBuffer): void => {
      ledger.receive(new Uint8Array(bytes)[0] ?? 0);
      if (ledger.counts().received < MESSAGES) return;
      socket.close();
      resolve(ledger.counts().reordered);
    };
    socket.addEventListener('open', () => socket.send('go'));
    socket.addEventListener('message', async ({ data }: MessageEvent<Blob | ArrayBuffer>) => {
      // Nothing may be awaited where the bytes are there already: that is the difference which is measured.
      if (data instanceof Blob) finish(await data.arrayBuffer());
      else finish(data);
    });
    socket.addEventListener('close', () => reject(new Error('The connection ended before all messages had come')));
  });
}
