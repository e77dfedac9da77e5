// @ts-check

/** The two themes, chosen because every colour of theirs passes WCAG AA on the paper that code lies on. */
export const THEMES = /** @type {const} */ ({ light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' });

/**
 * The themes' colours as class names. Both colour the same kinds of token, so a light colour and its dark counterpart
 * share a class; lib/ui/mdx/code/code.css gives the class its two colours. Without inline styles a page is a third smaller.
 *
 * @type {Readonly<Record<string, string>>}
 */
const CLASSES = {
  '#0e1116/#f0f3f6': '',
  '#66707b/#bdc4cc': 'tc',
  '#a0111f/#ff9492': 'tk',
  '#023b95/#91cbff': 'tn',
  '#702c00/#ffb757': 'tv',
  '#622cbc/#dbb7ff': 'tf',
  '#024c1a/#72f088': 'tt',
  '#032563/#addcff': 'ts',
  '#6e011a/#ffb1af': 'te',
};

/**
 * A Shiki transformer that turns the two colours of a token into one class, and leaves tokens in the colour of the text
 * bare.
 *
 * @type {import('shiki').ShikiTransformer}
 */
export const colourClasses = {
  name: 'wirelab:colour-classes',
  pre(node) {
    node.properties = { tabindex: '0' };
  },
  line(node) {
    delete node.properties.class;
    node.children = node.children.flatMap((child) =>
      child.type === 'element' && Object.keys(child.properties).length === 0 ? child.children : [child],
    );
  },
  span(node) {
    // A language without a grammar, `text`, has tokens without colours.
    if (node.properties.style === undefined) return;
    const style = String(node.properties.style).toLowerCase();
    const light = /--shiki-light:(#[0-9a-f]{6})/.exec(style)?.[1];
    const dark = /--shiki-dark:(#[0-9a-f]{6})/.exec(style)?.[1];
    const name = CLASSES[`${light}/${dark}`];
    if (name === undefined) throw new Error(`The colours ${light}/${dark} have no class in colour-classes.mjs`);
    node.properties = name === '' ? {} : { class: name };
  },
};
