import { describe, expect, it } from 'vitest';
import { ATTACKS, type RawAttack } from '../../../lib/ui/attack-range/attacks.ts';
import { runAttack } from '../../../lib/ui/attack-range/run-attack.ts';
import type { Talk, TalkState } from '../../../lib/ui/exchange/talk.ts';
import type { Entry } from '../../../lib/wire/index.ts';

const attackOf = (id: string): RawAttack => {
  const found = ATTACKS.find((attack) => attack.id === id);
  if (found?.kind !== 'raw') throw new Error(`Expected ${id} to be sent as bytes`);
  return found;
};

/** A clock that goes on by what is waited for, and a server that answers when it is told to. */
function bench(script: Partial<Record<number, Partial<TalkState>>>) {
  let now = 0;
  let state: TalkState = { phase: 'open', entries: [], pending: [], upBytes: 0, downBytes: 0 };
  const sent: Uint8Array[] = [];
  const talk: Talk = {
    state: () => state,
    send: (bytes) => void sent.push(bytes),
    end: () => undefined,
    close: () => undefined,
  };
  const clock = {
    now: () => now,
    setTimeout(run: () => void, delayMs: number) {
      queueMicrotask(() => {
        const until = now + delayMs;
        const due = Object.entries(script).filter(([at]) => Number(at) > now && Number(at) <= until);
        state = Object.assign({ ...state }, ...due.map(([, change]) => change)) as TalkState;
        now = until;
        run();
      });
      return 0 as unknown as ReturnType<typeof setTimeout>;
    },
  };
  return { talk, clock, sent, now: () => now };
}

const accepted: Partial<TalkState> = {
  downBytes: 100,
  entries: [{ kind: 'response', direction: 'down', title: '101 Switching Protocols' } as Entry],
};

describe('an attack', () => {
  it('goes on after its handshake was accepted, and measures from then until the last answer', async () => {
    const { talk, clock, sent, now } = bench({ 30: accepted, 90: { downBytes: 150 }, 150: { downBytes: 190 } });
    const took = await runAttack(talk, attackOf('null'), { clock, signal: new AbortController().signal });
    expect(sent).toEqual([attackOf('null').head, attackOf('null').after]);
    expect(took).toBe(120);
    expect(now()).toBe(450);
  });

  it('sends nothing more where the handshake was refused', async () => {
    const { talk, clock, sent } = bench({ 30: { downBytes: 100, phase: 'ended' } });
    const took = await runAttack(talk, attackOf('null'), { clock, signal: new AbortController().signal });
    expect(sent).toEqual([attackOf('null').head]);
    expect(took).toBe(30);
  });

  it('has no time where no answer came, and gives up at its bound', async () => {
    const { talk, clock, now } = bench({});
    const took = await runAttack(talk, attackOf('foreign-host'), { clock, signal: new AbortController().signal });
    expect(took).toBeUndefined();
    expect(now()).toBeGreaterThanOrEqual(4_000);
    expect(now()).toBeLessThan(4_100);
  });

  it('is over at once when it is given up', async () => {
    const { talk, clock, now } = bench({});
    await runAttack(talk, attackOf('half-head'), { clock, signal: AbortSignal.abort() });
    expect(now()).toBe(0);
  });
});
