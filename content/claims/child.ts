/**
 * The process that measures claims, and the one that holds the servers of a claim which a browser measures. Apart from the
 * lab's, so that whatever a claim does to its process (blocks it, exhausts it, hangs, throws outside of any promise)
 * disturbs nobody, and can be ended from outside.
 */
import type { LabMeasure, OpenStage, Stage } from './claim.ts';
import type { ChildAnswer, ChildRequest } from './child-messages.ts';

/** How long a claim's sockets may take to be gone after it has answered, in milliseconds. */
const LEAVE_MS = 500;

let stage: OpenStage | undefined;

process.on('message', (request: ChildRequest) => {
  answer(request).then(tell, (error: unknown) => tell({ did: 'fail', message: describeError(error) }));
});
process.on('disconnect', () => process.exit());
for (const event of ['uncaughtException', 'unhandledRejection']) {
  process.on(event, (error: unknown) => {
    tell({ did: 'fail', message: `${describeError(error)} (outside of the measurement)` });
    process.disconnect();
  });
}

async function answer(request: ChildRequest): Promise<ChildAnswer> {
  switch (request.do) {
    case 'measure': {
      const before = openResources();
      const { measure } = await loadLabPart(request.id);
      if (measure === undefined) throw new TypeError(`Expected ${request.id}/lab.ts to export \`measure\``);
      const startedAt = performance.now();
      const reading = await measure({ signal: new AbortController().signal });
      if (!Number.isFinite(reading.value)) throw new RangeError(`Expected a number, got ${String(reading.value)}`);
      const tookMs = performance.now() - startedAt;
      return { did: 'measure', reading, tookMs, leftOpen: await leftOpen(before) };
    }
    case 'stage': {
      const { stage: open } = await loadLabPart(request.id);
      if (open === undefined) throw new TypeError(`Expected ${request.id}/lab.ts to export \`stage\``);
      stage = await open(request);
      return { did: 'stage', urls: stage.urls };
    }
    case 'counts':
      return { did: 'counts', counts: stage?.counts?.() ?? {} };
    case 'close':
      await stage?.close();
      return { did: 'close' };
  }
}

async function loadLabPart(id: string): Promise<{ measure?: LabMeasure; stage?: Stage }> {
  return (await import(`./${id}/lab.ts`)) as { measure?: LabMeasure; stage?: Stage };
}

/** What of a measurement is still there when it should be gone. Timers count, but for those of Node itself. */
async function leftOpen(before: Map<string, number>): Promise<string[]> {
  const until = performance.now() + LEAVE_MS;
  for (;;) {
    const left = [...openResources()].filter(([name, count]) => count > (before.get(name) ?? 0));
    if (left.length === 0 || performance.now() > until) return left.map(([name]) => name);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

function openResources(): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of process.getActiveResourcesInfo()) {
    if (/TCP|Server|Process|Pipe(?!Connect)/.test(name)) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

function tell(answer: ChildAnswer): void {
  if (process.connected) process.send?.(answer);
}

function describeError(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
