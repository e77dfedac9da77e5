import { describe, expect, it } from 'vitest';
import { AUTH_METHODS } from '../../../lib/protocol/index.ts';
import { carrierOf, GATE_TRANSPORTS, METHOD_CHOICES, methodFor } from '../../../lib/ui/auth-gate/choices.ts';
import { createGateLog, type GateState, toldOf } from '../../../lib/ui/auth-gate/gate-log.ts';

describe('the choices', () => {
  it('have each method once, and a ticket for each transport', () => {
    expect(METHOD_CHOICES.map(({ method }) => method).toSorted()).toEqual([...AUTH_METHODS].toSorted());
    for (const transport of GATE_TRANSPORTS) expect(methodFor(transport, 'ticket')).toBe('ticket');
  });

  it('fall back to a ticket where a transport has the chosen one not', () => {
    expect(methodFor('sse', 'first-message')).toBe('ticket');
    expect(methodFor('websocket', 'header')).toBe('ticket');
    expect(methodFor('sse', 'header')).toBe('header');
  });

  it('send a forged token where a script can put one', () => {
    expect(carrierOf('changed', 'cookie')).toBe('query');
    expect(carrierOf('alg-none', 'ticket')).toBe('query');
    expect(carrierOf('changed', 'first-message')).toBe('first-message');
    expect(carrierOf('used-ticket', 'cookie')).toBe('ticket');
    expect(carrierOf('right', 'cookie')).toBe('cookie');
  });
});

describe('the log', () => {
  it('counts lines and times from its beginning, and falls silent when it ends', () => {
    let now = 1_000;
    const states: GateState[] = [];
    const log = createGateLog(
      () => now,
      (state) => states.push(state),
    );
    now = 1_250;
    log.say('did', 'new WebSocket(…)');
    log.become({ phase: 'open', expiresAt: 5 });
    log.say('event', 'close: code 4401, reason "expired", wasClean true');
    expect(log.state()).toMatchObject({
      phase: 'open',
      lines: [
        { number: 1, afterMs: 250, kind: 'did' },
        { number: 2, kind: 'event' },
      ],
    });
    log.end();
    log.say('event', 'late');
    expect(states).toHaveLength(3);
    expect(toldOf(log.state())).toBe('code 4401, reason "expired"');
  });

  it('tells of no end where there was none', () => {
    const log = createGateLog(
      () => 0,
      () => undefined,
    );
    log.say('event', 'open');
    expect(toldOf(log.state())).toBeUndefined();
  });
});
