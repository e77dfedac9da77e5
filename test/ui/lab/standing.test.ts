import { describe, expect, it } from 'vitest';
import type { SessionInfo } from '../../../lib/protocol/index.ts';
import type { LabState } from '../../../lib/ui/lab/lab-watch.ts';
import type { SessionState } from '../../../lib/ui/lab/session.ts';
import { standingOf } from '../../../lib/ui/lab/standing.ts';

const looking: LabState = { name: 'looking' };
const down: LabState = { name: 'down', reason: 'Nothing answers', retryAt: 1 };
const session = { id: 'a', control: 'http://localhost', urls: {} } as SessionInfo;
const open = { name: 'open', session, count: 1, since: 0, toxics: {} } as unknown as SessionState;

describe('standingOf', () => {
  it.each<{ where: string; lab?: LabState; state: SessionState; name: string }>([
    { where: 'nothing is known yet', state: { name: 'opening' }, name: 'looking' },
    { where: 'the lab is not there', lab: down, state: { name: 'opening' }, name: 'down' },
    {
      where: 'nothing answers, and it is tried again',
      state: { name: 'failed', reason: 'r', retryAt: 5 },
      name: 'down',
    },
    { where: 'the lab has said no', state: { name: 'failed', reason: 'r' }, name: 'refused' },
    { where: 'the lab is full', state: { name: 'full', reason: 'r' }, name: 'refused' },
    { where: 'there is a session', state: open, name: 'ready' },
    { where: 'there is a session, and one look at the lab was in vain', lab: down, state: open, name: 'ready' },
  ])('is $name where $where', ({ lab = looking, state, name }) => {
    expect(standingOf(lab, state).name).toBe(name);
  });

  it('says why there is none', () => {
    expect(standingOf(looking, { name: 'full', reason: '50 sessions' })).toMatchObject({
      reason: expect.stringContaining('50 sessions') as string,
    });
  });
});
