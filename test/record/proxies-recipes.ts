import type { Recipe } from './recipe.ts';

/** How the figure of the lesson on proxies is recorded: the one fault that harms a single transport. */
export const proxiesRecipes: readonly Recipe[] = [
  {
    figure: 'proxy-path',
    lesson: 'proxies',
    async act({ press, says }) {
      await press('The server is deployed');
      await press('Send 100 events');
      await says('0 were lost');
      await press('Buffers answers');
      await press('Send 100 events');
      await says('0 were lost');
    },
  },
];
