import { describe, expect, it } from 'vitest';
import { createSender, MARK_BYTES, type SenderId } from '../../../lib/ui/backpressure/senders.ts';

function stage(id: SenderId) {
  const line = { bufferedAmount: 0, unanswered: 0 };
  const sent: number[] = [];
  const gauge = { bufferedAmount: () => line.bufferedAmount, unanswered: () => line.unanswered };
  const sender = createSender(id, gauge, (value) => {
    sent.push(value);
    line.unanswered++;
  });
  return { line, sent, sender };
}

describe('a sender', () => {
  it('that sends everything looks at nothing', () => {
    const { line, sent, sender } = stage('all');
    line.bufferedAmount = 10 * MARK_BYTES;
    for (const value of [0, 1, 2]) sender.take(value);
    expect(sent).toEqual([0, 1, 2]);
  });

  it('that waits keeps all of them, in order, until there is room', () => {
    const { line, sent, sender } = stage('mark');
    line.bufferedAmount = MARK_BYTES + 1;
    for (const value of [0, 1, 2]) sender.take(value);
    expect([sent, sender.waiting()]).toEqual([[], 3]);
    line.bufferedAmount = MARK_BYTES;
    sender.pump();
    expect([sent, sender.waiting()]).toEqual([[0, 1, 2], 0]);
  });

  it('that keeps the newest drops the others, and sends the last', () => {
    const { line, sent, sender } = stage('newest');
    sender.take(0);
    line.bufferedAmount = MARK_BYTES + 1;
    for (const value of [1, 2, 3]) sender.take(value);
    expect(sender.waiting()).toBe(1);
    line.bufferedAmount = 0;
    sender.pump();
    expect(sent).toEqual([0, 3]);
  });

  it('that waits for acknowledgements has one under way, however empty the buffer is', () => {
    const { line, sent, sender } = stage('window');
    for (const value of [0, 1, 2]) sender.take(value);
    expect(sent).toEqual([0]);
    line.unanswered = 0;
    sender.pump();
    expect(sent).toEqual([0, 2]);
  });
});
