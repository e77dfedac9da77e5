import { EditorView } from '@codemirror/view';

/** The look of an editor, over the tokens of the pages: it changes with their theme and knows no colour of its own. */
export const editorLook = EditorView.theme({
  '&': { height: '100%', color: 'var(--ink)', backgroundColor: 'var(--panel)', fontSize: 'var(--text-sm)' },
  '&.cm-focused': { outline: '2px solid var(--focus)', outlineOffset: '-2px' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.6', fontVariantLigatures: 'none', overflow: 'auto' },
  '.cm-content': { padding: 'var(--s2) 0', caretColor: 'var(--ink)' },
  '.cm-line': { padding: '0 var(--s3)' },
  '&[data-unmeasured] .cm-gutters': { visibility: 'hidden' },
  '.cm-gutters': {
    border: '0',
    borderRight: '1px solid var(--rule)',
    backgroundColor: 'var(--panel)',
    color: 'var(--ink-soft)',
  },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '2.6em', padding: '0 var(--s2) 0 var(--s1)' },
  '.cm-activeLineGutter': { backgroundColor: 'var(--sunk)', color: 'var(--ink)' },
  '.cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--sunk) 60%, transparent)' },
  '.cm-cursor': { borderLeft: '2px solid var(--ink)' },
  // The drawn selection lies behind the text; the colour is that of the page's own.
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': {
    backgroundColor: 'light-dark(#cfe0fb, #2b4a78)',
  },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': {
    backgroundColor: 'transparent',
    boxShadow: 'inset 0 -2px 0 var(--focus)',
  },
  '.cm-nonmatchingBracket, &.cm-focused .cm-nonmatchingBracket': {
    backgroundColor: 'transparent',
    boxShadow: 'inset 0 -2px 0 var(--bad)',
  },
  '.cm-faulty': { backgroundColor: 'var(--lit)' },
});
