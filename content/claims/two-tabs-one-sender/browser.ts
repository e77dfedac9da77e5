import { runTwoTabs } from '../../../lib/outbox/two-tabs.ts';
import type { BrowserMeasure } from '../claim.ts';

export const measure: BrowserMeasure = async ({ urls, counts, signal }) => {
  const { sent } = await runTwoTabs({
    kind: 'one-sender',
    url: urls.log ?? '',
    topic: `claim-${crypto.randomUUID().slice(0, 8)}`,
    random: Math.random,
    createId: () => crypto.randomUUID(),
    readLog: async () => [],
    signal,
  });
  const times = Object.values(await counts());
  const senders = sent.filter((count) => count > 0).length;
  // Two that have sent would mean that the lock did not hold, whatever the server made of it.
  return {
    value: senders === 1 ? times.filter((time) => time === 1).length : 0,
    details: { 'tabs that sent': senders, 'publishes sent': sent.reduce((sum, count) => sum + count, 0) },
  };
};
