import { describe, expect, it } from 'vitest';
import { TRANSPORT_IDS } from '../../lib/protocol/index.ts';
import { startNode } from '../support/command.ts';

const ALONE = ['--import', 'tsx', 'servers/alone.ts'];

describe('npm run server', () => {
  it('starts the one transport that is named, which serves what is published to it, until it is stopped', async () => {
    await using server = startNode([...ALONE, 'polling']);
    const [, url = ''] = await server.printed(/^ {2}polling +(http:\S+)$/m);
    const event = { id: 'one', topic: 'demo', type: 'note', data: 'hello' };
    const headers = { 'content-type': 'application/json' };
    const published = await fetch(`${url}/events`, { method: 'POST', headers, body: JSON.stringify(event) });
    expect(published.status).toBe(201);
    const read = (await (await fetch(`${url}/events?topic=demo&after=0`)).json()) as { events: unknown[] };
    expect(read.events).toMatchObject([{ topic: 'demo', seq: 1, data: 'hello' }]);
    server.ask('stop');
    expect(await server.ended).toBe(0);
  });

  it.each(['', 'webtransport', 'sse websocket'])('names the five where it is asked for `%s`', async (args) => {
    await using server = startNode([...ALONE, ...args.split(' ').filter(Boolean)]);
    expect(await server.ended).toBe(1);
    expect(server.errors()).toBe(`Expected one of ${TRANSPORT_IDS.join(', ')}, got ${args || 'nothing'}\n`);
  });
});
