// @ts-check
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import rehypeShiki from '@shikijs/rehype';
import { colourClasses, THEMES } from './colour-classes.mjs';
import { parseFenceInfo } from './fence.mjs';
import { readRegion, RegionError } from './region.mjs';

/** @typedef {import('hast').Element} Element */
/** @typedef {import('./fence.mjs').FenceInfo} FenceInfo */

/** The languages that a fence may name, each with the word that a caption shows. */
export const LANGUAGES = /** @type {const} */ ({
  ts: 'TypeScript',
  tsx: 'TypeScript',
  js: 'JavaScript',
  json: 'JSON',
  http: 'HTTP',
  bash: 'Terminal',
  html: 'HTML',
  css: 'CSS',
  nginx: 'nginx',
  text: 'Text',
});

/** Those that have something to highlight. */
const HIGHLIGHTED = /** @type {const} */ (['ts', 'tsx', 'js', 'json', 'http', 'bash', 'html', 'css', 'nginx']);

/**
 * A rehype plugin for all code blocks: fills a fence that names a file and a region with the lines of the real file,
 * highlights it for both themes at build time, and frames it with a caption and a copy button. Nothing of the
 * highlighter reaches the browser.
 *
 * What goes wrong here ends the build: a lesson never shows code that is not there any more.
 *
 * @param {{ root: string }} options the project's folder, which the fences' paths start from
 */
export default function rehypeCode({ root }) {
  const highlight = rehypeShiki.call(/** @type {never} */ (undefined), {
    themes: THEMES,
    langs: [...HIGHLIGHTED],
    defaultColor: false,
    mergeSameStyleTokens: true,
    // By default a line that takes half a second, as on a busy machine, is left half coloured. Never here.
    tokenizeTimeLimit: 0,
    transformers: [colourClasses],
  });
  if (highlight === undefined) throw new TypeError('Expected @shikijs/rehype to give a transformer');

  /** @param {import('hast').Root} tree @param {import('vfile').VFile} file */
  return async function transform(tree, file) {
    frameFences(tree, root);
    await highlight(tree, file, () => undefined);
  };
}

/**
 * Fills and frames every code block of a tree.
 *
 * @param {import('hast').Root | Element} parent
 * @param {string} root
 */
function frameFences(parent, root) {
  /** @type {import('hast').RootContent[]} */
  const children = parent.children;
  for (const [index, node] of children.entries()) {
    if (node.type === 'element' && node.tagName === 'pre') {
      const code = node.children[0];
      if (code?.type === 'element' && code.tagName === 'code') children[index] = frame(node, fill(code, root));
    } else if ('children' in node) {
      frameFences(/** @type {Element} */ (node), root);
    }
  }
}

/**
 * Puts the region's lines into a fence that names one.
 *
 * @param {Element} code
 * @param {string} root
 * @returns {FenceInfo & { language: keyof typeof LANGUAGES }}
 */
function fill(code, root) {
  const language = languageOf(code);
  const meta = code.data !== undefined && 'meta' in code.data ? code.data.meta : undefined;
  const info = parseFenceInfo(typeof meta === 'string' ? meta : '');
  // Shiki must not read the same words again as its own options.
  delete code.data;
  if (info.file === undefined) return { ...info, language };
  const body = code.children[0];
  if (body?.type === 'text' && body.value.trim() !== '') {
    throw new TypeError(`Expected an empty fence for file ${info.file}: its code is taken from the file`);
  }
  code.children = [{ type: 'text', value: `${readShown(root, info.file, info.region)}\n` }];
  return { ...info, language };
}

/** @param {string} root @param {string} file @param {string | undefined} region */
function readShown(root, file, region) {
  let source;
  try {
    source = readFileSync(join(root, file), 'utf8');
  } catch (cause) {
    throw new RegionError('missing-file', { file, region: region ?? '(all of it)', cause });
  }
  return region === undefined ? source.trimEnd() : readRegion(source, { file, region });
}

/** @param {Element} code @returns {keyof typeof LANGUAGES} */
function languageOf(code) {
  const classes = code.properties.className;
  const word = Array.isArray(classes) ? String(classes[0]).replace(/^language-/, '') : 'text';
  if (Object.hasOwn(LANGUAGES, word)) {
    code.properties.className = [`language-${word}`];
    return /** @type {keyof typeof LANGUAGES} */ (word);
  }
  throw new TypeError(`Expected a fence in one of ${Object.keys(LANGUAGES).join(', ')}, got \`${word}\``);
}

/**
 * @param {Element} pre
 * @param {FenceInfo & { language: keyof typeof LANGUAGES }} info
 * @returns {Element}
 */
function frame(pre, { file, region, title, language }) {
  const name = LANGUAGES[language];
  /** @type {import('hast').ElementContent[]} */
  const caption = [];
  if (title !== undefined) caption.push(element('span', { className: ['code-title'] }, title));
  if (file !== undefined) caption.push(element('span', { className: ['code-file'] }, file));
  if (region !== undefined) caption.push(element('span', { className: ['code-region'] }, `#${region}`));
  caption.push(element('span', { className: ['code-language'] }, name));
  caption.push(element('button', { type: 'button', className: ['code-copy'], dataCopy: '' }, 'Copy'));
  return {
    type: 'element',
    tagName: 'figure',
    properties: { className: ['code'], dataLanguage: language },
    children: [{ type: 'element', tagName: 'figcaption', properties: {}, children: caption }, pre],
  };
}

/** @param {string} tagName @param {import('hast').Properties} properties @param {string} text @returns {Element} */
function element(tagName, properties, text) {
  return { type: 'element', tagName, properties, children: [{ type: 'text', value: text }] };
}
