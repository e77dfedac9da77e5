/**
 * Opens a WebSocket from a page that has no origin: a sandboxed frame, whose script tells what its handlers are told.
 *
 * @returns its undo
 */
export function connectFromForeignPage(url: string, onTold: (told: ForeignTold) => void): () => void {
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-scripts');
  frame.title = 'A page without an origin';
  frame.hidden = true;
  const onMessage = ({ source, data }: MessageEvent<unknown>): void => {
    if (source === null || source !== frame.contentWindow || !Array.isArray(data)) return;
    const [name, code, isClean] = data as unknown[];
    if (name === 'open' || name === 'error') onTold({ name });
    if (name === 'close' && typeof code === 'number') onTold({ name, code, isClean: isClean === true });
  };
  addEventListener('message', onMessage);
  frame.srcdoc = `<!doctype html><html lang="en"><title>A page without an origin</title><script>
    const tell = (...told) => parent.postMessage(told, '*');
    const socket = new WebSocket(${JSON.stringify(url).replaceAll('<', '\\u003c')});
    socket.onopen = () => tell('open');
    socket.onerror = () => tell('error');
    socket.onclose = ({ code, wasClean }) => tell('close', code, wasClean);
  </script></html>`;
  document.body.append(frame);
  return () => {
    removeEventListener('message', onMessage);
    frame.remove();
  };
}

/** What the foreign page's script was told. */
export type ForeignTold = { name: 'open' | 'error' } | { name: 'close'; code: number; isClean: boolean };
