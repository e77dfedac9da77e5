import { Manager } from 'socket.io-client';
import type { LabMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';

const CLIENTS = 1_000;
const TRIES = 5;

/** What the library’s own backoff answers, asked as the library asks it before each try. */
interface Backoff {
  duration(): number;
}

export const measure: LabMeasure = async () => {
  const asTheyAre = waits({});
  const wider = waits({ reconnectionDelayMax: 60_000 });
  const capMs = new Manager('ws://127.0.0.1:1', { autoConnect: false }).reconnectionDelayMax();
  const atCap = (tries: number): number => asTheyAre.filter((own) => own[tries - 1] === capMs).length;
  expectControl(different(wider) > 1, 'different waits with the larger cap');
  return {
    value: (atCap(TRIES) * 100) / CLIENTS,
    details: {
      'cap, ms': capMs,
      'at the cap at the third try': `${(atCap(3) * 100) / CLIENTS} %`,
      'different fifth waits': different(asTheyAre),
      'different fifth waits, with a cap of 60 s': different(wider),
    },
  };
};

/** The first waits of a thousand clients, none of which connects. */
function waits(options: { reconnectionDelayMax?: number }): number[][] {
  return Array.from({ length: CLIENTS }, () => {
    const backoff = readBackoff(new Manager('ws://127.0.0.1:1', { autoConnect: false, ...options }));
    return Array.from({ length: TRIES }, () => backoff.duration());
  });
}

const different = (all: number[][]): number => new Set(all.map((own) => own[TRIES - 1])).size;

/** The library keeps it to itself, so its shape is looked at first. */
function readBackoff(manager: Manager): Backoff {
  const backoff: unknown = Reflect.get(manager, 'backoff');
  if (!isBackoff(backoff)) throw new TypeError('Expected the Manager of Socket.IO to have a `backoff`');
  return backoff;
}

function isBackoff(value: unknown): value is Backoff {
  return typeof value === 'object' && value !== null && 'duration' in value && typeof value.duration === 'function';
}
