/**
 * Stands for Node's `util` in the bundle: the fake timers ask for its `promisify` where there is a `process`, and in a
 * browser there is none.
 */
export const promisify = undefined;
