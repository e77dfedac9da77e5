import { type Answers, FIRST_ANSWERS } from './questions.ts';

/** A case that the reader may start from. Illustrations, not descriptions of a product. */
export interface Case {
  name: string;
  answers: Answers;
}

/** The cases above the questions. */
export const CASES: readonly Case[] = [
  { name: 'Notifications bell', answers: { ...FIRST_ANSWERS, tabs: 'many' } },
  {
    name: 'Chat',
    answers: { ...FIRST_ANSWERS, direction: 'both', freshness: 'subsecond', rate: 'steady', building: 'library' },
  },
  { name: 'Price ticker', answers: { ...FIRST_ANSWERS, freshness: 'subsecond', rate: 'fast', loss: 'latest' } },
  {
    name: 'Multiplayer cursors',
    answers: { ...FIRST_ANSWERS, direction: 'both', freshness: 'subsecond', rate: 'fast', loss: 'latest' },
  },
  { name: 'Build log', answers: { ...FIRST_ANSWERS, rate: 'fast', auth: 'header' } },
  { name: 'Hourly dashboard', answers: { ...FIRST_ANSWERS, freshness: 'minutes', loss: 'latest' } },
  {
    name: 'Behind a corporate proxy',
    answers: {
      ...FIRST_ANSWERS,
      direction: 'mostly-down',
      freshness: 'subsecond',
      rate: 'steady',
      network: 'hostile',
      http: 'h1',
      building: 'library',
    },
  },
];
