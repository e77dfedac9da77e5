import type { Claim } from './claim.ts';

/** Whether a value is within what a claim says. */
export function isWithin({ holds: { min = -Infinity, max = Infinity } }: Pick<Claim, 'holds'>, value: number): boolean {
  return value >= min && value <= max;
}

/** A value as it is told: with the claim's digits and its unit. */
export function sayValue(claim: Pick<Claim, 'unit' | 'digits'>, value: number): string {
  return withUnit(sayNumber(claim, value), claim.unit);
}

/** The values of several runs as one: the value where all agree, else from the least to the greatest. */
export function sayValues(claim: Pick<Claim, 'unit' | 'digits'>, values: readonly number[]): string {
  if (values.length === 0) return 'not measured yet';
  const [low, high] = [Math.min(...values), Math.max(...values)].map((value) => sayNumber(claim, value));
  return withUnit(low === high ? `${low}` : `${low} to ${high}`, claim.unit);
}

/** What else was counted, as it is told: a number with its thousands parted, a word as it is. */
export function sayDetail(value: number | string): string {
  return typeof value === 'number' ? value.toLocaleString('en-GB', { useGrouping: 'min2' }) : value;
}

/** What would have been right: `6 B`, `at least 2`, `200 to 300 ms`. */
export function sayRange(claim: Pick<Claim, 'unit' | 'digits' | 'holds'>): string {
  const { min, max } = claim.holds;
  if (min === undefined && max === undefined) return 'any value';
  if (min === undefined) return `at most ${sayValue(claim, max ?? 0)}`;
  if (max === undefined) return `at least ${sayValue(claim, min)}`;
  return sayValues(claim, [min, max]);
}

function sayNumber({ digits = 0 }: Pick<Claim, 'digits'>, value: number): string {
  // Close codes and years have four digits and no comma.
  return value.toLocaleString('en-GB', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    useGrouping: 'min2',
  });
}

/** The number and its unit are never parted by the end of a line. */
function withUnit(text: string, unit: string): string {
  if (unit === '') return text;
  return `${text}\u00a0${text === '1' ? singular(unit) : unit}`;
}

/** `connections` to `connection`; what is no word stays as it is. */
function singular(unit: string): string {
  if (!/^[a-z]{3,}s$/.test(unit)) return unit;
  if (unit.endsWith('ies')) return `${unit.slice(0, -3)}y`;
  return unit.slice(0, /(?:ch|sh|ss|x)es$/.test(unit) ? -2 : -1);
}
