/**
 * The script of the sandboxed frame, which stands inline in its document. The page gives it the bundle and a port; from
 * then on it makes evaluators and ends them, and hears nothing else: whatever an answer posts to this window is ignored.
 */
import type { DigestReply, DigestRequest, FrameReport, FrameRequest, FrameStart } from '../messages.ts';

/** What the bundle evaluates to. */
interface Bundle {
  startEvaluator(ports: readonly MessagePort[]): void;
}

addEventListener(
  'message',
  ({ data, ports }: MessageEvent<FrameStart>) => {
    const [control] = ports;
    if (control) listen(control, data);
  },
  { once: true },
);

function listen(control: MessagePort, { environment, bundle }: FrameStart): void {
  const workers = new Map<number, Worker>();
  const address = environment === 'worker' ? URL.createObjectURL(bundle) : '';
  const report = (message: FrameReport): void => control.postMessage(message, []);

  const spawn = (id: number, port: MessagePort): void => {
    if (environment === 'frame') {
      void bundle.text().then((text) => evaluateBundle(text).startEvaluator([port]));
      return;
    }
    const worker = new Worker(address, { name: `grade-${id}` });
    workers.set(id, worker);
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      report({ op: 'broken', id, message: event.message });
    });
    const digests = new MessageChannel();
    digests.port1.addEventListener('message', ({ data }: MessageEvent<DigestRequest>) => {
      void digest(data).then((reply) => digests.port1.postMessage(reply));
    });
    digests.port1.start();
    worker.postMessage(null, [port, digests.port2]);
  };

  control.addEventListener('message', ({ data: { op, id }, ports: [port] }: MessageEvent<FrameRequest>) => {
    switch (op) {
      case 'spawn':
        if (port) spawn(id, port);
        return;
      case 'end':
        workers.get(id)?.terminate();
        workers.delete(id);
        report({ op: 'ended', id });
        return;
      case 'ping':
        report({ op: 'pong', id });
    }
  });
  control.start();
  report({ op: 'up' });
}

/** Evaluates the bundle in this document, where a grade needs one. It stands in no scope that an answer can see. */
function evaluateBundle(text: string): Bundle {
  // oxlint-disable-next-line no-new-func -- evaluating is what this document is for, and the only one that may
  return new Function(`${text}\nreturn wirelabGrader;`)() as Bundle;
}

/** Browsers offer `crypto.subtle` to this document, but not to a worker that it makes of a blob. */
async function digest({ id, algorithm, data }: DigestRequest): Promise<DigestReply> {
  try {
    return { id, digest: await crypto.subtle.digest(algorithm, data) };
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    return { id, name, message };
  }
}
