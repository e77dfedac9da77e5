import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ANSWER_MS as POLL_MS } from '../../../lib/transports/http.ts';
import { SILENCE_MS } from '../../../lib/transports/sse/connect.ts';
import { ANSWER_MS, QUIET_MS } from '../../../lib/transports/websocket.ts';
import { explainLane, howNoticed } from '../../../lib/ui/faults/scenarios/explain.ts';
import { explainHerd } from '../../../lib/ui/faults/scenarios/herd.ts';
import { explainWall } from '../../../lib/ui/faults/scenarios/wall.ts';
import { DEFAULT_TIMING } from '../../../servers/timing.ts';
import { herdFacts, measured, wallFacts } from './measurements.ts';

const ABOUT = { fault: 'down', resume: true, holdMs: 25_000 } as const;

describe('the explanation of a lane', () => {
  test('says what was lost, and why only where the lane was told not to resume', () => {
    const lost = measured({ lost: 39, interrupted: true, noticedMs: 1, recoveredMs: 8_400, caughtUpMs: 400 });
    expect(explainLane(lost, ABOUT)).toContain('39 events never came.');
    expect(explainLane(lost, { ...ABOUT, resume: false })).toContain('39 events never came: this lane begins anew');
    expect(explainLane(lost, ABOUT)).not.toContain('Nothing is missing');
  });

  test('says that nothing is missing only where everything was waited for', () => {
    expect(explainLane(measured(), ABOUT)).toContain('Nothing is missing.');
    const gone = explainLane(measured({ caughtUpMs: undefined, interrupted: true, watchedMs: 48_000 }), ABOUT);
    expect(gone).toContain('It was not up to date 40.0 s after the end of the fault');
    expect(gone).not.toContain('Nothing is missing');
  });

  test('says of a lane that was held up and noticed nothing that it kept its connection', () => {
    const slow = measured({ interrupted: true, recoveredMs: 5_900, late: 495, worstMs: 9_500 });
    expect(explainLane(slow, ABOUT)).toContain('The client never lost its connection.');
    expect(explainLane(slow, ABOUT)).not.toContain('the client asked from the last event');
    expect(explainLane({ ...slow, noticedMs: 5 }, ABOUT)).toContain('the client asked from the last event');
  });

  test('says after what rule a dead peer is noticed, beside how long it took', () => {
    const text = explainLane(measured({ transport: 'websocket', noticedMs: 40_050, recoveredMs: 40_600, faultMs: 0 }), {
      ...ABOUT,
      fault: 'half-open',
    });
    expect(text).toContain('The client saw 40.0 s after the fault that its connection was gone.');
    expect(text).toContain('After 30 s without a message the client asks for a sign of life, and gives up 10 s later.');
    expect(text).toContain('0.6 s after that it delivered again.');
  });

  test('says of a fault that nobody has noticed for how long it was waited', () => {
    const unnoticed = measured({ caughtUpMs: undefined, interrupted: true, faultMs: 0, watchedMs: 75_000 });
    expect(explainLane(unnoticed, { ...ABOUT, fault: 'half-open' })).toContain(
      'had noticed nothing 75.0 s after the fault',
    );
  });

  test('names every number that is above 0 among what went wrong, and none that is not', () => {
    const count = fc.nat(3);
    fc.assert(
      fc.property(count, count, count, (lost, duplicated, reordered) => {
        const text = explainLane(measured({ lost, duplicated, reordered }), ABOUT);
        expect(text.includes('never came')).toBe(lost > 0);
        expect(text.includes('twice')).toBe(duplicated > 0);
        expect(text.includes('out of order')).toBe(reordered > 0);
      }),
    );
  });
});

test('the explanation of the wall counts what the lanes hold as well', () => {
  const text = explainWall(wallFacts({ opened: 5, waiting: 2, before: 1, nextAfterMs: 45 }));
  expect(text).toContain('5 opened, beside 1 of the lanes');
  expect(text).toContain('6 connections to one host and port stood');
  expect(text).toContain('opened the next 45 ms later');
  expect(explainWall(wallFacts())).toContain('none had to wait');
});

test('the explanation of the herd speaks of a browser that holds back only where one did', () => {
  const held = herdFacts({ peakAsked: 200, peakReached: 9, asked: [500, 600], reached: [510, 5_500] });
  expect(explainHerd(held)).toContain('holds its handshakes back');
  expect(explainHerd(herdFacts())).not.toContain('holds its handshakes back');
  expect(explainHerd(herdFacts({ allOpenMs: undefined }))).toContain('Not all were open again');
});

test('the rules by which a dead peer is noticed are those of the clients and of the servers', () => {
  const seconds = (ms: number): string => `${ms / 1_000} s`;
  expect(howNoticed('polling', 0)).toContain(seconds(POLL_MS));
  expect(howNoticed('long-polling', 25_000)).toContain(seconds(POLL_MS));
  expect(howNoticed('sse', 0)).toContain(`a comment every ${seconds(DEFAULT_TIMING.commentMs)}`);
  expect(howNoticed('sse', 0)).toContain(`after ${seconds(SILENCE_MS)} without a byte`);
  expect(howNoticed('websocket', 0)).toContain(`After ${seconds(QUIET_MS)} without a message`);
  expect(howNoticed('websocket', 0)).toContain(`gives up ${seconds(ANSWER_MS)} later`);
  expect(howNoticed('socket-io', 0)).toContain(`pings every ${seconds(DEFAULT_TIMING.pingMs)}`);
  // Engine.IO's `pingTimeout` comes on top, which the server leaves at its 20 s.
  expect(howNoticed('socket-io', 0)).toContain(`gives up ${seconds(DEFAULT_TIMING.pingMs + 20_000)} after`);
});
