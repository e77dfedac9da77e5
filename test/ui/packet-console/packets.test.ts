import { describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../../lib/measure/clock.ts';
import { openPacketRun, type PacketRun } from '../../../lib/ui/packet-console/packet-run.ts';
import { ackMarkOf, filledIn, PACKETS } from '../../../lib/ui/packet-console/packets.ts';
import { startTestLab } from '../../support/lab.ts';
import { nodeSocket } from '../../support/node-socket.ts';

describe('ackMarkOf', () => {
  it.each([
    ['420["a"]', { kind: 'asks', key: '/ 0' }],
    ['42/admin,7["a"]', { kind: 'asks', key: '/admin 7' }],
    ['451-3["a",{"_placeholder":true,"num":0}]', { kind: 'asks', key: '/ 3' }],
    ['430[{"ok":true}]', { kind: 'answers', key: '/ 0' }],
    ['43/admin,12[]', { kind: 'answers', key: '/admin 12' }],
    ['461-3[{"_placeholder":true,"num":0}]', { kind: 'answers', key: '/ 3' }],
    ['42["a"]', undefined],
    ['40{"sid":"x"}', undefined],
    ['2', undefined],
    ['hello', undefined],
  ])('reads %s', (packet, mark) => {
    expect(ackMarkOf(packet)).toEqual(mark);
  });
});

/** Sends packets one after the other, as the figure does, and gives what came down once `enough` holds of it. */
async function talk(packets: readonly string[], enough: (texts: readonly string[]) => boolean): Promise<string[]> {
  await using lab = await startTestLab();
  let changes = 0;
  const run: PacketRun = openPacketRun({
    url: lab.urls['socket-io'],
    token: 'figure=test',
    clock: systemClock,
    onChange: () => changes++,
    createSocket: nodeSocket,
  });
  try {
    const texts = () =>
      run
        .state()
        .lines.filter(({ kind }) => kind !== 'up')
        .map(({ text }) => text);
    const [first = '', ...rest] = packets;
    run.send(first);
    // What comes before the answer to the join ends the connection.
    await vi.waitFor(() => expect(texts().at(-1)).toMatch(/^40\{/), { timeout: 8_000, interval: 5 });
    for (const [index, packet] of rest.entries()) run.send(filledIn(packet, `id-${index}`));
    await vi.waitFor(() => expect(enough(texts()), texts().join('\n')).toBe(true), { timeout: 8_000, interval: 5 });
    const asked = run.state().lines.filter(({ text, kind }) => kind === 'down' && /^43\d/.test(text));
    for (const { roundTripMs } of asked) expect(roundTripMs).toBeGreaterThanOrEqual(0);
    expect(changes).toBeGreaterThan(0);
    return texts();
  } finally {
    run.close();
  }
}

const packet = (preset: keyof typeof PACKETS, label: string): string =>
  PACKETS[preset].find((each) => each.label === label)?.packet ?? '';

/** What lessons 12 and 13 say of the server, asked of the server. */
describe('the ready packets', () => {
  const join = packet('packets', 'Join');

  it('join, publish and get their acknowledgement', async () => {
    const texts = await talk([join, packet('packets', 'Publish, ack 1')], (got) =>
      got.some((it) => it.startsWith('431')),
    );
    expect(texts.some((text) => text.startsWith('40{"sid"'))).toBe(true);
    expect(texts.at(-1)).toMatch(/^431\[\{"ok":true,"seq":\d+\}\]$/);
  });

  it('are refused where the event is unknown, in the acknowledgement', async () => {
    const texts = await talk(
      [join, packet('packets', 'An unknown event')],
      (got) => got.at(-1)?.startsWith('432') ?? false,
    );
    expect(texts.at(-1)).toContain('"code":"bad-request"');
  });

  it.each(['A ping', 'hello'])('end the connection: %s', async (label) => {
    const texts = await talk([join, packet('packets', label)], (got) => got.at(-1)?.includes('ended') ?? false);
    expect(texts.at(-1)).toContain('the connection ended');
  });

  it('end the connection when an announced attachment does not come, and a text does', async () => {
    const texts = await talk(
      [join, packet('packets', 'An attachment announced'), packet('packets', 'Publish, ack 1')],
      (got) => (got.at(-1) ?? '').includes('ended'),
    );
    expect(texts.some((text) => text.startsWith('431'))).toBe(false);
  });

  it('are refused in another namespace without disturbing the main one', async () => {
    const preset = ['Join the main one', 'Join /admin', 'Publish, ack 1'].map((label) => packet('namespaces', label));
    const texts = await talk(preset, (got) => got.some((it) => it.startsWith('431')));
    expect(texts).toContain('44/admin,{"message":"Invalid namespace"}');
    expect(texts.at(-1)).toContain('"ok":true');
  });
});
