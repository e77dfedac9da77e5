import { describe, expect, it } from 'vitest';
import { createPublishSocket } from '../../lib/outbox/index.ts';
import { systemClock } from '../../lib/measure/clock.ts';
import { Loss, Refusal } from '../../lib/transports/failure.ts';
import { startTestLab } from '../support/lab.ts';
import { createSocket } from '../transports/scripted-server.ts';

const message = (id: string, data: unknown = null, type = 'note') => ({ id, topic: 'town', type, data });

describe('a publish socket', () => {
  it('opens with the first publish, publishes, and gets the seq of the first for a repeat', async () => {
    await using lab = await startTestLab();
    const states: string[] = [];
    const socket = createPublishSocket({
      url: () => lab.urls.websocket,
      clock: systemClock,
      createSocket,
      onState: (state) => states.push(state),
    });
    expect(states).toEqual([]);
    await expect(socket.publish(message('a'))).resolves.toBe(1);
    await expect(socket.publish(message('b'))).resolves.toBe(2);
    await expect(socket.publish(message('a'))).resolves.toBe(1);
    socket.close();
    expect(states).toEqual(['connecting', 'open', 'closed']);
  });

  it('tells a refusal from a loss, and opens another connection after one', async () => {
    await using lab = await startTestLab();
    const socket = createPublishSocket({ url: () => lab.urls.websocket, clock: systemClock, createSocket });
    await expect(socket.publish(message('a', null, 'NOT A TYPE'))).rejects.toBeInstanceOf(Refusal);
    await expect(socket.publish(message('b', 'x'.repeat(70_000)))).rejects.toBeInstanceOf(Refusal);
    await expect(socket.publish(message('c'))).resolves.toBe(1);
    await lab.close();
    await expect(socket.publish(message('d'))).rejects.toBeInstanceOf(Loss);
    socket.close();
  });
});
