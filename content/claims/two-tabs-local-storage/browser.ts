import { runTwoTabs } from '../../../lib/outbox/two-tabs.ts';
import type { BrowserMeasure } from '../claim.ts';

export const measure: BrowserMeasure = async ({ urls, counts, signal }) => {
  const topic = `claim-${crypto.randomUUID().slice(0, 8)}`;
  const { sent } = await runTwoTabs({
    kind: 'new-id',
    url: urls.log ?? '',
    topic,
    random: Math.random,
    createId: () => crypto.randomUUID(),
    readLog: async () => [],
    signal,
  });
  const times = Object.values(await counts());
  return {
    value: times.filter((time) => time === 0).length,
    details: { 'stored twice': times.filter((time) => time === 2).length, 'sent by each tab': sent.join(' and ') },
  };
};
