import { describe, expect, it } from 'vitest';
import { ALL_CLAIMS, filterClaims } from '../../app/claims/filter-claims.ts';
import type { ClaimView } from '../../app/claims/claim-view.ts';

function claim(fields: Partial<ClaimView> & { id: string }): ClaimView {
  return {
    topic: 'http',
    lesson: 'polling',
    lessonTitle: 'Polling',
    statement: 'What is so',
    why: 'Because.',
    sources: [],
    place: 'lab',
    hasStage: false,
    how: 'By hand.',
    refutedBy: 'Anything else.',
    unit: '',
    holds: {},
    ...fields,
  };
}

const CLAIMS = [
  claim({ id: 'one', statement: 'The header of a frame' }),
  claim({ id: 'two', topic: 'sse', heard: 'A header is needed.' }),
  claim({ id: 'three', place: 'browser', why: 'The frame is masked.' }),
];

const found = (filter: Partial<typeof ALL_CLAIMS>): string[] =>
  filterClaims(CLAIMS, { ...ALL_CLAIMS, ...filter }).map(({ id }) => id);

describe('the filter of claims', () => {
  it('lets all through in their order where nothing is asked for', () => {
    expect(found({})).toEqual(['one', 'two', 'three']);
    expect(found({ text: '  ' })).toEqual(['one', 'two', 'three']);
  });

  it('finds every word, in any text and any case', () => {
    expect(found({ text: 'FRAME' })).toEqual(['one', 'three']);
    expect(found({ text: 'header frame' })).toEqual(['one']);
    expect(found({ text: 'header needed' })).toEqual(['two']);
    expect(found({ text: 'nowhere' })).toEqual([]);
  });

  it('takes topic, place and folklore together', () => {
    expect(found({ topic: 'sse' })).toEqual(['two']);
    expect(found({ place: 'browser' })).toEqual(['three']);
    expect(found({ folklore: true })).toEqual(['two']);
    expect(found({ folklore: true, place: 'browser' })).toEqual([]);
  });
});
