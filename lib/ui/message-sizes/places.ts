import { isFields, type Json } from './merge-patch.ts';

/** What both sides have to know of messages whose keys are not sent. `value`: sent as it is. */
export type Shape =
  | { readonly kind: 'value' }
  | { readonly kind: 'list'; readonly items: Shape }
  | { readonly kind: 'fields'; readonly keys: readonly (readonly [string, Shape])[] };

/** The shape that values have in common; down to where they have none. */
export function shapeOf(values: readonly Json[]): Shape {
  const [first] = values;
  if (first === undefined) return { kind: 'value' };
  if (values.every((value): value is readonly Json[] => Array.isArray(value))) {
    return { kind: 'list', items: shapeOf(values.flat()) };
  }
  if (!isFields(first) || !values.every(isFields)) return { kind: 'value' };
  const keys = Object.keys(first);
  const isCommon = values.every(
    (value) => Object.keys(value).length === keys.length && keys.every((key) => Object.hasOwn(value, key)),
  );
  if (!isCommon) return { kind: 'value' };
  return {
    kind: 'fields',
    keys: keys.map((key) => [
      key,
      shapeOf(values.flatMap((value) => (Object.hasOwn(value, key) ? [value[key] ?? null] : []))),
    ]),
  };
}

// #region places
/** Leaves the keys out: each value stands in its place. */
export function toPlaces(value: Json, shape: Shape): Json {
  if (shape.kind === 'list' && Array.isArray(value)) return value.map((item: Json) => toPlaces(item, shape.items));
  if (shape.kind === 'fields' && isFields(value)) {
    return shape.keys.map(([key, each]) => toPlaces(value[key] ?? null, each));
  }
  return value;
}

/** Puts the keys back. @throws {TypeError} where a value does not have the shape */
export function fromPlaces(value: Json, shape: Shape): Json {
  if (shape.kind === 'value') return value;
  if (!isList(value)) throw new TypeError('Expected a list of values in their places');
  if (shape.kind === 'list') return value.map((item) => fromPlaces(item, shape.items));
  if (value.length !== shape.keys.length) {
    throw new TypeError(`Expected ${shape.keys.length} values in their places, got ${value.length}`);
  }
  return Object.fromEntries(shape.keys.map(([key, each], place) => [key, fromPlaces(value[place] ?? null, each)]));
}
// #endregion places

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
