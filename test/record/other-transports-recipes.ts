import type { Recipe } from './recipe.ts';

/** The figure of the lesson on other transports. */
export const OTHER_TRANSPORTS_RECIPES: readonly Recipe[] = [
  {
    figure: 'data-channel',
    lesson: 'other-transports',
    async act({ press, says, figure }) {
      await press('Let two peers meet');
      await says('They have met');
      await press('30 round trips each');
      const back = figure.locator('tr[data-path="unordered"] td[data-of="back"]');
      await back.filter({ hasText: '30' }).waitFor();
      // The edge’s count comes four times a second.
      await figure.locator('tr[data-cost="candidates"] td[data-of="messages"]').filter({ hasText: /\d/ }).waitFor();
      await says('They have met');
    },
  },
];
