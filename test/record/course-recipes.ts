import type { Recipe } from './recipe.ts';

/** How long events are let come where a figure shows a stream, in milliseconds. */
const SOME_EVENTS_MS = 3_000;

/** The figures of the lessons on staying connected and on React. */
export const COURSE_RECIPES: readonly Recipe[] = [
  {
    figure: 'connection-states',
    lesson: 'connection-states',
    async act({ press, figure }) {
      const says = figure.locator('tr[data-row="says"] td[data-client="machine"]');
      await press('Connect');
      await says.filter({ hasText: 'open' }).waitFor();
      await press('Disconnect, connect at once');
      await figure.getByText('ignored').first().waitFor();
      await press('Disconnect');
      await says.filter({ hasText: 'closed' }).waitFor();
    },
  },
  {
    figure: 'half-open',
    lesson: 'heartbeats',
    async act({ press, figure, page }) {
      await press('2 s');
      await press('Open both');
      await figure.locator('tr[data-row="readyState"] td[data-client="asking"]').filter({ hasText: 'OPEN' }).waitFor();
      await page.waitForTimeout(SOME_EVENTS_MS);
      await press('Let the peer fall silent');
      await figure
        .locator('tr[data-row="a new one stood"]')
        .getByText(/s later/)
        .waitFor();
    },
  },
  {
    figure: 'reconnect-herd',
    lesson: 'reconnecting',
    async act({ press, figure }) {
      await press('Connect the herd, restart its server');
      const again = figure.getByRole('button', { name: 'Connect the herd, restart its server' });
      await again.and(figure.locator(':disabled')).waitFor();
      await again.and(figure.locator(':enabled')).waitFor({ timeout: 90_000 });
    },
  },
  {
    figure: 'delivery-ledger',
    lesson: 'delivery',
    async act({ press, figure }) {
      await press('Publish 50 messages');
      const again = figure.getByRole('button', { name: 'Publish 50 messages' });
      await again.and(figure.locator(':disabled')).waitFor();
      await again.and(figure.locator(':enabled')).waitFor({ timeout: 90_000 });
    },
  },
  {
    figure: 'hook-leaks',
    lesson: 'react-hook',
    async act({ press, figure, page, note }) {
      const choice = 'A reconnect that outlives the component';
      await figure.getByLabel('What is wrong').selectOption({ label: choice });
      note(`What is wrong: ${choice}`);
      await press('Mount and leave at once');
      await figure.locator('tr[data-count="verdict"] td').first().filter({ hasText: '✗' }).waitFor();
      await page.waitForTimeout(SOME_EVENTS_MS);
    },
  },
  {
    figure: 'shared-connection',
    lesson: 'sharing-a-connection',
    async act({ press, figure }) {
      await press('A store outside React');
      await press('Mount 8 readers');
      await press('Publish 20 on a');
      await figure.getByRole('region', { name: 'The readers' }).getByText('event 20').first().waitFor();
    },
  },
  {
    figure: 'tab-group',
    lesson: 'sharing-a-connection',
    async act({ press, figure, page }) {
      for (const number of [1, 2]) {
        await press('Add a frame');
        await figure
          .getByRole('row', { name: new RegExp(`^Frame ${number}\\b`) })
          .getByText(/leader|follower/)
          .waitFor();
      }
      await page.waitForTimeout(SOME_EVENTS_MS);
    },
  },
  {
    figure: 'store-renders',
    lesson: 'stores',
    async act({ press, says }) {
      await press('20');
      await press('Measure all three ways');
      await says('Stopped.');
    },
  },
  {
    figure: 'snapshot-order',
    lesson: 'stores',
    async act({ press, figure }) {
      await press('Run the four orders');
      const again = figure.getByRole('button', { name: 'Run the four orders' });
      await again.and(figure.locator(':disabled')).waitFor();
      await again.and(figure.locator(':enabled')).waitFor({ timeout: 90_000 });
    },
  },
  {
    figure: 'optimistic-list',
    lesson: 'optimistic-updates',
    async act({ press, figure }) {
      await press('Two refused');
      await figure
        .getByRole('button', { name: 'Two refused' })
        .and(figure.locator(':enabled'))
        .waitFor({ timeout: 90_000 });
    },
  },
];
