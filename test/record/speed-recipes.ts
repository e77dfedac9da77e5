import type { Recipe } from './recipe.ts';

/** How the figures of the lessons on speed are recorded. */
export const speedRecipes: readonly Recipe[] = [
  {
    figure: 'backpressure',
    lesson: 'backpressure',
    async act({ press, says, shows }) {
      for (const sender of [
        'Send everything',
        'Wait for bufferedAmount',
        'Newest, by bufferedAmount',
        'Newest, by acknowledgement',
      ]) {
        await press(sender);
        await says('The edge lets everything through again');
      }
      await press('A line of 2,000 KB/s');
      await shows('never come');
      await press('Send 100 positions in three ways');
      await shows(/In batches of 20\s*5/);
      await says('The run is over');
    },
  },
  {
    figure: 'message-sizes',
    lesson: 'smaller-messages',
    async act({ press, says }) {
      await press('A price');
      await press('Send in every form');
      await says('All 9 forms were sent');
    },
  },
];
