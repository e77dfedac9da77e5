import { describe, expect, it } from 'vitest';
import { caseOf, DIAGNOSES, drawCase, FAULT_IDS, MAX_CASE } from '../../../lib/ui/symptom-bench/cases.ts';

describe('the cases', () => {
  it('are the same for the same number, with the right diagnosis once among four', () => {
    for (let number = 1; number <= 300; number++) {
      const { fault, offered } = caseOf(number);
      expect(caseOf(number)).toEqual({ number, fault, offered });
      expect(offered).toHaveLength(4);
      expect(new Set(offered).size).toBe(4);
      expect(offered.filter((one) => one === fault)).toHaveLength(1);
    }
  });

  it('make each fault about equally often, and offer the right diagnosis at each place', () => {
    const cases = Array.from({ length: MAX_CASE }, (_, index) => caseOf(index + 1));
    for (const id of FAULT_IDS) {
      const own = cases.filter(({ fault }) => fault === id);
      expect(own.length).toBeGreaterThan(MAX_CASE / 15);
      for (const place of [0, 1, 2, 3]) expect(own.some(({ offered }) => offered[place] === id)).toBe(true);
    }
  });

  it('never make the last fault again when they are drawn', () => {
    const [first, other] = [0.5, 0.1];
    const last = drawCase(() => first).fault;
    let calls = 0;
    expect(drawCase(() => (calls++ < 3 ? first : other), last).fault).not.toBe(last);
    expect(calls).toBe(4);
  });

  it('offer no diagnosis beside itself', () => {
    for (const id of FAULT_IDS) expect(DIAGNOSES[id].alike).not.toContain(id);
  });
});
