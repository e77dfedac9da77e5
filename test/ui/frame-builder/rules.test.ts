import { describe, expect, it } from 'vitest';
import { frameOf } from '../../../lib/ui/frame-builder/draft.ts';
import { closeFrame } from '../../../lib/ui/frame-builder/examples.ts';
import { brokenRules, isForbiddenCode } from '../../../lib/ui/frame-builder/rules.ts';
import { closeCode } from '../../../lib/wire/websocket/index.ts';

const broken = (...frames: Parameters<typeof brokenRules>[0]) =>
  brokenRules(frames).map((rules) => rules.map(({ section }) => section));

describe('brokenRules', () => {
  it('finds nothing wrong with legal frames', () => {
    expect(broken(frameOf(1, 'hi'), frameOf(2, Uint8Array.of(0xff)), frameOf(9, ''), frameOf(10, 'x'))).toEqual([
      [],
      [],
      [],
      [],
    ]);
  });

  it.each([
    ['no mask', frameOf(1, 'hi', { isMasked: false }), '5.1'],
    ['a reserved bit', frameOf(1, 'hi', { rsv2: true }), '5.2'],
    ['a reserved opcode', frameOf(3, 'hi'), '5.2'],
    ['a length in more bytes than it needs', frameOf(1, 'hi', { told: { form: 16, bytes: 2 } }), '5.2'],
    ['a length that is too small', frameOf(1, 'hi', { told: { form: 7, bytes: 1 } }), '5.2'],
    ['a length that is too large', frameOf(1, 'hi', { told: { form: 7, bytes: 3 } }), '5.2'],
    ['a long ping', frameOf(9, 'p'.repeat(126)), '5.5'],
    ['a ping that is cut', frameOf(9, 'p', { fin: false }), '5.5'],
    ['a text that is not UTF-8', frameOf(1, Uint8Array.of(0xc3)), '8.1'],
    ['a continuation of nothing', frameOf(0, 'hi'), '5.4'],
    ['half a close code', frameOf(8, Uint8Array.of(3)), '5.5.1'],
    ['a close code that is never sent', closeFrame(1006), '7.4'],
    ['a reason that is not UTF-8', frameOf(8, Uint8Array.of(3, 0xe8, 0xff)), '5.5.1'],
  ])('names the section for %s', (_, frame, section) => {
    expect(broken(frame)).toEqual([[section]]);
  });

  it('lets control frames come between the pieces of a message, and no other message', () => {
    const [first, ping, rest] = [frameOf(1, 'a', { fin: false }), frameOf(9, ''), frameOf(0, 'b')];
    expect(broken(first, ping, rest)).toEqual([[], [], []]);
    expect(broken(first, frameOf(1, 'b'))).toEqual([[], ['5.4']]);
  });

  it('lets a piece of a text end inside a character', () => {
    const [head, tail] = [Uint8Array.of(0xc3), Uint8Array.of(0xa9)];
    expect(broken(frameOf(1, head, { fin: false }), frameOf(0, tail))).toEqual([[], []]);
  });

  it('lets nothing follow a close frame', () => {
    expect(broken(closeFrame(1000), frameOf(1, 'late'))).toEqual([[], ['5.5.1']]);
  });
});

describe('isForbiddenCode', () => {
  it('agrees with what lib/wire knows of the registry, for every code', () => {
    const differing = Array.from({ length: 65_536 }, (_, code) => code).filter(
      (code) => isForbiddenCode(code) === closeCode(code).mayBeSent,
    );
    expect(differing).toEqual([]);
  });
});
