/** A page whose script opens a WebSocket and tells its parent what it was told. It has no origin: it is sandboxed. */
export function hijackPage(url: string): string {
  return page(
    `const tell = (text) => parent.postMessage(text, '*');
     const socket = new WebSocket(${literal(url)});
     socket.onopen = () => tell('open, as ' + origin);
     socket.onclose = ({ code }) => tell('close ' + code + ', as ' + origin);`,
  );
}

/** A page that puts a message into itself as HTML, which is the mistake. No request leaves it: its policy forbids all. */
export function markupPage(message: string): string {
  return page(`document.body.innerHTML = ${literal(message)};`, {
    head: `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; img-src data:">`,
  });
}

function page(script: string, { head = '' } = {}): string {
  return `<!doctype html><html lang="en"><head><title>A frame of the figure</title>${head}</head><body><script>${script}</script></body></html>`;
}

/** A text as a string of a script that stands in HTML: nothing in it can end the script. */
function literal(text: string): string {
  return JSON.stringify(text).replaceAll('<', '\\u003c');
}
