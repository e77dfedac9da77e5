import { describe, expect, it } from 'vitest';
import { ARROWS, FRAMES, PLACES } from '../../../lib/ui/connection-states/drawing.ts';
import {
  type ConnectionState,
  FINAL_CODES,
  isWanted,
  transition,
  waysOf,
} from '../../../lib/ui/connection-states/machine.ts';

const waiting: ConnectionState = { name: 'waiting', attempt: 2, delayMs: 400 };

describe('transition', () => {
  it('leads from a loss to a wait, whatever code says the other side, unless the code is final', () => {
    for (const code of [1000, 1001, 1005, 1006, 1011, 1012, 1013, 4999]) {
      expect(transition({ name: 'open' }, { type: 'ended', code, delayMs: 7 }), String(code)).toEqual({
        name: 'waiting',
        attempt: 0,
        delayMs: 7,
      });
    }
    for (const code of FINAL_CODES) {
      expect(transition({ name: 'open' }, { type: 'ended', code, delayMs: 7 })).toEqual({ name: 'failed', code });
    }
  });

  it('counts the attempts until one opens', () => {
    const again = transition(waiting, { type: 'due' });
    expect(again).toEqual({ name: 'connecting', attempt: 3 });
    const lost = transition(again, { type: 'ended', code: 1006, delayMs: 9 });
    expect(lost).toEqual({ name: 'waiting', attempt: 3, delayMs: 9 });
    expect(transition({ name: 'open' }, { type: 'ended', code: 1006, delayMs: 9 })).toMatchObject({ attempt: 0 });
  });

  it('lets disconnect end whatever wants a connection, and nothing else bring it back but connect', () => {
    for (const name of ['connecting', 'open', 'waiting', 'offline'] as const) {
      const state: ConnectionState =
        name === 'open' ? { name } : name === 'waiting' ? waiting : ({ name, attempt: 1 } satisfies ConnectionState);
      expect(transition(state, { type: 'disconnect' })).toEqual({ name: 'closed' });
    }
    const out = waysOf().filter(({ from }) => from === 'closed' || from === 'idle' || from === 'failed');
    expect(new Set(out.map(({ by }) => by))).toEqual(new Set(['connect']));
  });

  it('gives back the same object where an event leads nowhere', () => {
    const closed: ConnectionState = { name: 'closed' };
    expect(transition(closed, { type: 'ended', code: 1006, delayMs: 0 })).toBe(closed);
    expect(transition(closed, { type: 'opened' })).toBe(closed);
    expect(transition(closed, { type: 'due' })).toBe(closed);
  });

  it('rests while there is no network, and tries at once when it is back', () => {
    const resting = transition(waiting, { type: 'offline' });
    expect(resting).toEqual({ name: 'offline', attempt: 2 });
    expect(transition(resting, { type: 'due' })).toBe(resting);
    expect(transition(resting, { type: 'online' })).toEqual({ name: 'connecting', attempt: 3 });
  });
});

describe('the drawing', () => {
  it('draws every way of the machine', () => {
    const drawn = waysOf().filter((way) => ARROWS.some(({ covers }) => covers(way)));
    expect(drawn).toEqual(waysOf());
  });

  it('has no arrow for what the machine does not do', () => {
    for (const { label, covers } of ARROWS) expect(waysOf().some(covers), label).toBe(true);
  });

  it('puts into its upper frame what wants a connection', () => {
    const states = Object.keys(PLACES) as ConnectionState['name'][];
    const upper: readonly string[] = FRAMES[0].states;
    for (const name of states) expect(isWanted({ name } as ConnectionState), name).toBe(upper.includes(name));
  });
});
