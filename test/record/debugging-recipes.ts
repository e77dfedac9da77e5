import type { Recipe } from './recipe.ts';

/** The figure of the lesson about debugging: one case, with its evidence. */
export const debuggingRecipes: readonly Recipe[] = [
  {
    figure: 'symptom-bench',
    lesson: 'debugging',
    async act({ figure, press, says, shows, note }) {
      await figure.getByLabel('or case').fill('6');
      note('Case 6');
      await press('Make it');
      await says('Case 6 is there');
      await press('What came after it, at the edge');
      await shows('close 1009');
      await press('The page’s message is too large');
      await shows('Right.');
      await press('Counts over time');
    },
  },
];
