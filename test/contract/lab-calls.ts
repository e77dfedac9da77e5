import type { Limits } from '../../servers/options.ts';
import type { Labs } from './labs.ts';
import type { RemoteLab } from './harness.ts';

/** The facts of a lab that cross into a page; `key` names the lab in further calls. */
export interface LabFacts {
  key: number;
  urls: RemoteLab['urls'];
  log: string;
}

/** The calls that a page can make: their arguments and results cross as JSON. */
export interface LabCalls {
  start(limits: Partial<Limits> | null): Promise<LabFacts>;
  replace(key: number, topic: string, events: number): Promise<LabFacts>;
  drop(key: number): Promise<void>;
  restart(key: number): Promise<void>;
  stop(key: number): Promise<void>;
  connections(key: number): Promise<number>;
  occupy(key: number, count: number): Promise<number>;
  free(hold: number): Promise<void>;
}

/** The test's end: carries the calls out on real labs. */
export function serveLabCalls(labs: Labs): LabCalls {
  const known: RemoteLab[] = [];
  const holds: (() => Promise<void>)[] = [];

  function factsOf(lab: RemoteLab): LabFacts {
    known.push(lab);
    return { key: known.length - 1, urls: lab.urls, log: lab.log };
  }
  function lab(key: number): RemoteLab {
    const found = known[key];
    if (found === undefined) throw new RangeError(`Expected the key of a lab, got ${key}`);
    return found;
  }

  return {
    start: async (limits) => factsOf(await labs.start(limits ?? undefined)),
    replace: async (key, topic, events) => factsOf(await lab(key).replace(topic, events)),
    drop: (key) => lab(key).drop(),
    restart: (key) => lab(key).restart(),
    stop: (key) => lab(key).stop(),
    connections: (key) => lab(key).connections(),
    occupy: async (key, count) => holds.push(await lab(key).occupy(count)) - 1,
    free: async (hold) => holds[hold]?.(),
  };
}

/** The page's end: labs that look as if they ran in the page. */
export function createCalledLab(calls: LabCalls, { key, urls, log }: LabFacts): RemoteLab {
  return {
    urls,
    log,
    drop: () => calls.drop(key),
    restart: () => calls.restart(key),
    stop: () => calls.stop(key),
    connections: () => calls.connections(key),
    async occupy(count) {
      const hold = await calls.occupy(key, count);
      return () => calls.free(hold);
    },
    replace: async (topic, events) => createCalledLab(calls, await calls.replace(key, topic, events)),
  };
}
