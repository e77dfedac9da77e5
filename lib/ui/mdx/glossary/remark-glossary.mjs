/**
 * Links the first use of each term of the glossary, in each text, to its entry. A first use in a heading, in a link or in
 * code is passed over: what is there has its own meaning. It runs while building, so that no script is needed.
 *
 * @param {{ terms: { id: string, term: string, forms?: string[], lesson: string }[] }} options
 */
export default function remarkGlossary({ terms }) {
  const ids = new Map(
    terms.flatMap(({ id, term, forms = [term] }) => forms.map((form) => /** @type {const} */ ([keyOf(form), id]))),
  );
  // The longest first: "close code" before "close".
  const alternatives = [...ids.keys()].sort((a, b) => b.length - a.length).map(escapePattern);
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}_-])(?:${alternatives.join('|')})(?![\\p{L}\\p{N}_-])`, 'giu');

  return (/** @type {TextNode} */ tree) => {
    const seen = new Set();
    visit(tree);

    /** @param {TextNode} node */
    function visit(node) {
      if (PASSED_OVER.has(node.type) || node.children === undefined) return;
      node.children = node.children.flatMap((child) => {
        if (child.type === 'text') return split(child.value ?? '');
        visit(child);
        return [child];
      });
    }

    /** @param {string} text @returns {TextNode[]} */
    function split(text) {
      const parts = [];
      let from = 0;
      for (const match of text.matchAll(pattern)) {
        const [word] = match;
        const id = ids.get(keyOf(word));
        // What is written in capitals is another word in small letters: FIN, Upgrade.
        if (id === undefined || seen.has(id) || !isWritten(word, id)) continue;
        seen.add(id);
        parts.push({ type: 'text', value: text.slice(from, match.index) }, linkTo(id, word));
        from = match.index + word.length;
      }
      return from === 0 ? [{ type: 'text', value: text }] : [...parts, { type: 'text', value: text.slice(from) }];
    }
  };

  /** @param {string} word @param {string} id */
  function isWritten(word, id) {
    const entry = terms.find((each) => each.id === id);
    const forms = entry?.forms ?? [entry?.term ?? ''];
    return forms.some((form) => (/\p{Lu}/u.test(form) ? form === word : form.toLowerCase() === word.toLowerCase()));
  }
}

/** @typedef {{ type: string, value?: string, url?: string, data?: object, children?: TextNode[] }} TextNode */

const PASSED_OVER = new Set(['heading', 'link', 'code', 'inlineCode', 'definition', 'mdxjsEsm', 'yaml']);

/** @param {string} form */
function keyOf(form) {
  return form.toLowerCase();
}

/** @param {string} text */
function escapePattern(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** @param {string} id @param {string} word @returns {TextNode} */
function linkTo(id, word) {
  return {
    type: 'link',
    url: `/glossary#${id}`,
    data: { hProperties: { className: 'term' } },
    children: [{ type: 'text', value: word }],
  };
}
