import type { FrameReport, FrameRequest, FrameStart, GradeEnvironment, Report, RunMessage } from './messages.ts';

/** How long the frame may take to come up, and an evaluator to be ready, in milliseconds. */
const START_LIMIT_MS = 15_000;

/** How long the frame may take to answer before it is taken for gone, in milliseconds. */
const ANSWER_LIMIT_MS = 2_000;

/** The sandbox could not be made, or was taken down. */
export class SandboxError extends Error {
  override readonly name = 'SandboxError';
}

/** A fresh scope that waits for the one run that it is made for. */
export interface Evaluator {
  /** Fulfils when its bundle has been evaluated. */
  ready: Promise<void>;
  /** Whether its frame still answers: a browser may have ended the process meanwhile. */
  isThere(): Promise<boolean>;
  /** Starts its run; called once. */
  run(message: RunMessage, onReport: (report: Report) => void): void;
  /** Ends it, whatever it does; may be called twice. Tells whether the frame was still there to do so. */
  end(): Promise<boolean>;
}

/** What a sandbox is made with. */
export interface SandboxOptions {
  environment: GradeEnvironment;
  /** Where the document of the frame lies. */
  frameUrl: string;
  bundle: Blob;
}

/** A hidden frame with an origin of its own, in which evaluators are made. */
export interface Sandbox {
  spawn(): Evaluator;
  /** Takes the frame away, with all that runs in it. */
  close(): void;
}

/**
 * Puts the frame into the page. `sandbox` without `allow-same-origin` gives it an origin that is nobody's, so it has no
 * storage and sees no page, and the policy that its document is served with forbids every connection.
 */
export async function openSandbox({ environment, frameUrl, bundle }: SandboxOptions): Promise<Sandbox> {
  const frame = createFrame(frameUrl);
  const control = new MessageChannel();
  const reports = new Map<number, (report: FrameReport) => void>();
  let last = 0;
  /** The frame of a grade that needs a document goes elsewhere when its answer navigates. */
  let onLeft: (() => void) | undefined;

  const close = (): void => {
    control.port1.close();
    frame.remove();
  };
  const send = (request: FrameRequest, ports: MessagePort[] = []): void => control.port1.postMessage(request, ports);

  const spawn = (): Evaluator => {
    last += 1;
    const id = last;
    const { port1, port2 } = new MessageChannel();
    let onReport: ((report: Report) => void) | undefined;
    const ready = new Promise<void>((isReady, isBroken) => {
      const fail = (message: string): void => {
        isBroken(new SandboxError(message));
        onReport?.({ op: 'failed', error: { code: 'exit', message } });
      };
      const timer = setTimeout(() => fail('The sandbox did not come up in time.'), START_LIMIT_MS);
      port1.addEventListener('message', ({ data }: MessageEvent<Report>) => {
        clearTimeout(timer);
        if (data.op === 'ready') isReady();
        else onReport?.(data);
      });
      reports.set(id, (report) => {
        if (report.op !== 'broken') return;
        clearTimeout(timer);
        fail(`The worker ended by itself: ${report.message}`);
      });
      onLeft = () => fail('The answer left the document that graded it.');
    });
    // Whoever runs it asks; a spare one that failed is nobody's news.
    ready.catch(() => {});
    port1.start();
    send({ op: 'spawn', id }, [port2]);

    let ended: Promise<boolean> | undefined;
    return {
      ready,
      isThere: () => ask('ping', id),
      run: (message, listener) => {
        onReport = listener;
        port1.postMessage(message);
      },
      end: () => {
        onReport = undefined;
        ended ??= environment === 'frame' ? Promise.resolve(true) : ask('end', id);
        port1.close();
        if (environment === 'frame') close();
        return ended;
      },
    };
  };

  const ask = (op: 'end' | 'ping', id: number): Promise<boolean> =>
    new Promise((done) => {
      const timer = setTimeout(() => done(false), frame.isConnected ? ANSWER_LIMIT_MS : 0);
      const before = reports.get(id);
      reports.set(id, (report) => {
        if (report.op === 'broken') {
          before?.(report);
          return;
        }
        clearTimeout(timer);
        if (before && op === 'ping') reports.set(id, before);
        else reports.delete(id);
        done(true);
      });
      send({ op, id });
    });

  await new Promise<void>((up, failed) => {
    const timer = setTimeout(() => {
      close();
      failed(new SandboxError('The frame that grades did not come up.'));
    }, START_LIMIT_MS);
    control.port1.addEventListener('message', ({ data }: MessageEvent<FrameReport>) => {
      if (data.op !== 'up') {
        reports.get(data.id)?.(data);
        return;
      }
      clearTimeout(timer);
      up();
    });
    control.port1.start();
    let loads = 0;
    frame.addEventListener('load', () => {
      loads += 1;
      if (loads > 1) onLeft?.();
      const start: FrameStart = { environment, bundle };
      // Its origin has no name to send to. What it gets is the bundle, and a port once.
      if (loads === 1) frame.contentWindow?.postMessage(start, '*', [control.port2]);
    });
    document.body.append(frame);
  });
  return { spawn, close };
}

/** Hidden from sight, from the keyboard and from screen readers, but laid out, so that its timers keep their pace. */
function createFrame(url: string): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-scripts');
  frame.src = url;
  frame.title = 'Grader';
  frame.tabIndex = -1;
  frame.ariaHidden = 'true';
  Object.assign(frame.style, {
    position: 'fixed',
    width: '1px',
    height: '1px',
    border: '0',
    opacity: '0',
    left: '0',
    top: '0',
    pointerEvents: 'none',
  });
  return frame;
}
