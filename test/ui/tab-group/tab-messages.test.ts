import { describe, expect, it } from 'vitest';
import { readTabAddress, tabHref } from '../../../lib/ui/tab-group/tab-address.ts';
import { readTabMessage } from '../../../lib/ui/tab-group/tab-messages.ts';

describe('what tabs say to each other', () => {
  it('is read where it is one of ours', () => {
    const report = { kind: 'report', tab: 'Frame 1', role: 'leader', seq: 7, events: 5, missing: 0 };
    expect(readTabMessage(report)).toEqual(report);
    expect(readTabMessage({ kind: 'event', tab: 'Frame 1', seq: 8 })).toEqual({
      kind: 'event',
      tab: 'Frame 1',
      seq: 8,
    });
    expect(readTabMessage({ kind: 'who', more: 1 })).toEqual({ kind: 'who' });
    expect(readTabMessage({ kind: 'gone', tab: 'Frame 1' })).toEqual({ kind: 'gone', tab: 'Frame 1' });
  });

  it.each([
    undefined,
    'who',
    { kind: 'event', tab: 'Frame 1' },
    { kind: 'event', tab: 'Frame 1', seq: -1 },
    { kind: 'event', tab: 'x'.repeat(33), seq: 1 },
    { kind: 'report', tab: 'Frame 1', role: 'king', seq: 7, events: 5, missing: 0 },
    { kind: 'report', tab: 'Frame 1', role: 'leader', seq: 7, events: 5 },
    { kind: 'other', tab: 'Frame 1' },
  ])('is not read where it is not: %j', (message) => {
    expect(readTabMessage(message)).toBeUndefined();
  });
});

describe('the address of a tab', () => {
  const address = { port: 40_123, topic: 'lesson-abc123', token: 'figure=abcd1234', resume: false, name: 'Frame 1' };

  it('says what it was made of', () => {
    const hash = new URL(tabHref(address), 'http://127.0.0.1').hash;
    expect(readTabAddress(hash)).toEqual(address);
    expect(readTabAddress(new URL(tabHref({ ...address, resume: true }), 'http://127.0.0.1').hash)?.resume).toBe(true);
  });

  it.each([
    '',
    '#port=0&topic=a&token=figure=abcd1234&name=x',
    '#port=70000&topic=a&token=figure%3Dabcd1234&name=x',
    '#port=80&topic=NO&token=figure%3Dabcd1234&name=x',
    '#port=80&topic=a&token=%0d%0a&name=x',
    '#port=80&topic=a&token=figure%3Dabcd1234&name=%3Cb%3E',
  ])('is not read where anything in it is not ours: %s', (hash) => {
    expect(readTabAddress(hash)).toBeUndefined();
  });
});
