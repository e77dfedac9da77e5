// @ts-check

/** @typedef {'missing-file' | 'missing-region' | 'duplicate-region' | 'unclosed-region' | 'empty-region'} RegionErrorCode */

/**
 * A region that cannot be shown. The message names file and region, since it is read at the end of a build.
 */
export class RegionError extends Error {
  /**
   * @param {RegionErrorCode} code
   * @param {{ file: string, region: string, cause?: unknown }} place
   */
  constructor(code, { file, region, cause }) {
    super(`${EXPLANATIONS[code]} (file ${file}, region ${region})`, cause === undefined ? undefined : { cause });
    this.name = 'RegionError';
    this.code = code;
    this.file = file;
    this.region = region;
  }
}

/** @type {Record<RegionErrorCode, string>} */
const EXPLANATIONS = {
  'missing-file': 'The file cannot be read',
  'missing-region': 'The file has no such region',
  'duplicate-region': 'The file has the region more than once',
  'unclosed-region': 'The region is opened and never closed, or closed and never opened',
  'empty-region': 'The region holds no line of code',
};

/** A line that opens or closes a region, in the comment syntax of TypeScript, shell, CSS or HTML. */
const MARKER = /^\s*(?:\/\/|#|\/\*|<!--)\s*#(region|endregion)\s+([a-z0-9]+(?:-[a-z0-9]+)*)\s*(?:\*\/|-->)?\s*$/;

/**
 * Takes the lines between `// #region name` and `// #endregion name` out of a file's text.
 *
 * The lines are dedented by what all of them share, empty lines at both ends are dropped, and the markers of other
 * regions inside are left out. Indentation is counted in characters; tabs and spaces are not mixed in this project.
 *
 * @param {string} source the text of the file
 * @param {{ file: string, region: string }} place what to read; the file's name is for messages only
 * @returns {string} the lines, without a line break at the end
 * @throws {RegionError} when the region is missing, there twice, unclosed, or empty
 */
export function readRegion(source, { file, region }) {
  /** @type {string[]} */
  const lines = [];
  /** @type {'before' | 'inside' | 'after'} */
  let state = 'before';
  for (const line of source.split(/\r\n|\r|\n/)) {
    const marker = MARKER.exec(line);
    if (marker === null) {
      if (state === 'inside') lines.push(line);
    } else if (marker[2] === region) {
      if (marker[1] === 'region') {
        if (state === 'inside') throw new RegionError('unclosed-region', { file, region });
        if (state === 'after') throw new RegionError('duplicate-region', { file, region });
        state = 'inside';
      } else {
        if (state !== 'inside') throw new RegionError('unclosed-region', { file, region });
        state = 'after';
      }
    }
  }
  if (state === 'before') throw new RegionError('missing-region', { file, region });
  if (state === 'inside') throw new RegionError('unclosed-region', { file, region });
  const text = dedent(lines);
  if (text === '') throw new RegionError('empty-region', { file, region });
  return text;
}

/**
 * The names of all regions that a file opens, in order: what a test of the contents needs.
 *
 * @param {string} source
 * @returns {string[]}
 */
export function listRegions(source) {
  return source
    .split(/\r\n|\r|\n/)
    .map((line) => MARKER.exec(line))
    .filter((marker) => marker?.[1] === 'region')
    .map((marker) => marker?.[2] ?? '');
}

/** @param {string[]} lines */
function dedent(lines) {
  const trimmed = lines.map((line) => line.trimEnd());
  while (trimmed[0] === '') trimmed.shift();
  while (trimmed.at(-1) === '') trimmed.pop();
  const indents = trimmed.filter((line) => line !== '').map((line) => line.length - line.trimStart().length);
  const shared = Math.min(...indents);
  return trimmed.map((line) => line.slice(shared)).join('\n');
}
