import { runInNewContext } from 'node:vm';
import type { LabMeasure } from '../claim.ts';

const MESSAGE = '{"__proto__":{"admin":true}}';

/** Runs in a realm of its own, whose `Object.prototype` nobody else has. */
const PROGRAM = `
  const isObject = (value) => typeof value === 'object' && value !== null;
  function merge(target, source, skipped) {
    for (const key of Object.keys(source)) {
      if (skipped.includes(key)) continue;
      if (isObject(source[key]) && isObject(target[key])) merge(target[key], source[key], skipped);
      else target[key] = source[key];
    }
    return target;
  }
  merge({}, JSON.parse(message), skipped);
  [{}, [], { admin2: false }].filter((each) => each.admin === true).length;
`;

export const measure: LabMeasure = () => {
  const polluted = (skipped: readonly string[]): number =>
    Number(runInNewContext(PROGRAM, { message: MESSAGE, skipped: [...skipped] }));
  const careful = polluted(['__proto__', 'constructor', 'prototype']);
  return Promise.resolve({
    value: careful === 0 ? polluted([]) : -1,
    details: { 'after the careful merge': careful },
  });
};
