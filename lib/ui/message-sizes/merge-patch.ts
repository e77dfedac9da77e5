/** A JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

type Fields = { readonly [key: string]: Json };

// #region create
/**
 * What makes `after` of `before`: RFC 7396. `null` means *remove*, so a member that is itself `null` cannot be said.
 *
 * @returns `undefined` where it cannot be said
 */
export function createMergePatch(before: Json, after: Json): Json | undefined {
  if (!isFields(after)) return after;
  const known = isFields(before) ? before : {};
  const changes: [string, Json][] = [];
  for (const key of Object.keys(known)) if (!Object.hasOwn(after, key)) changes.push([key, null]);
  for (const [key, value] of Object.entries(after)) {
    if (value === null) {
      if (Object.hasOwn(known, key) && known[key] === null) continue;
      return undefined;
    }
    const there = Object.hasOwn(known, key) ? known[key] : undefined;
    if (there !== undefined && isSame(there, value)) continue;
    const change = createMergePatch(there ?? null, value);
    if (change === undefined) return undefined;
    changes.push([key, change]);
  }
  return Object.fromEntries(changes);
}
// #endregion create

// #region apply
/** Applies a patch, and leaves what it is given as it was. What comes from a network may name any key. */
export function applyMergePatch(target: Json, patch: Json): Json {
  if (!isFields(patch)) return patch;
  const members = new Map(Object.entries(isFields(target) ? target : {}));
  for (const [key, change] of Object.entries(patch)) {
    if (change === null) members.delete(key);
    else members.set(key, applyMergePatch(members.get(key) ?? null, change));
  }
  // It defines its keys. An assignment to `__proto__` would change the prototype instead.
  return Object.fromEntries(members);
}
// #endregion apply

function isSame(one: Json, other: Json): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Whether a value is an object and no list. */
export function isFields(value: Json): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
