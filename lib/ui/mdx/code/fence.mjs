// @ts-check

/**
 * What stands behind the language of a fence: `file=servers/sse.ts region=stream title="the answer"`.
 *
 * @typedef {{ file?: string, region?: string, title?: string }} FenceInfo
 */

const PAIR = /\s*([a-z]+)=(?:"([^"]*)"|([^\s"]+))(?=\s|$)/y;
const KEYS = /** @type {const} */ (['file', 'region', 'title']);

/**
 * Reads the words behind a fence's language.
 *
 * @param {string} meta
 * @returns {FenceInfo}
 * @throws {TypeError} on anything but `file=`, `region=` and `title=`, each once; on a region without a file; on a file
 *   that is no path inside the project
 */
export function parseFenceInfo(meta) {
  /** @type {FenceInfo} */
  const info = {};
  const text = meta.trim();
  PAIR.lastIndex = 0;
  while (PAIR.lastIndex < text.length) {
    const start = PAIR.lastIndex;
    const match = PAIR.exec(text);
    if (match === null)
      throw new TypeError(`Expected key=value pairs behind the fence, got \`${text.slice(start).trim()}\``);
    const key = KEYS.find((name) => name === match[1]);
    const value = match[2] ?? match[3] ?? '';
    if (key === undefined)
      throw new TypeError(`Expected one of ${KEYS.join(', ')} behind the fence, got \`${match[1]}\``);
    if (info[key] !== undefined) throw new TypeError(`Expected \`${key}\` once behind the fence`);
    if (value === '') throw new TypeError(`Expected \`${key}\` behind the fence to have a value`);
    info[key] = value;
  }
  if (info.region !== undefined && info.file === undefined) {
    throw new TypeError(`Expected a \`file\` beside \`region=${info.region}\``);
  }
  if (info.file !== undefined && !/^(?!\/)(?!.*(?:^|\/)\.\.(?:\/|$))[\w@./-]+$/.test(info.file)) {
    throw new TypeError(`Expected \`file\` to be a path inside the project, got \`${info.file}\``);
  }
  return info;
}
