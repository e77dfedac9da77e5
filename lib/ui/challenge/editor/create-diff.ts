import { MergeView, unifiedMergeView } from '@codemirror/merge';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView, lineNumbers } from '@codemirror/view';
import { codeDisplay } from './create-editor.ts';

/** Two texts to be compared. */
export interface DiffOptions {
  parent: HTMLElement;
  mine: string;
  theirs: string;
  mineLabel: string;
  theirsLabel: string;
  /** One column, for a narrow screen. */
  isNarrow: boolean;
}

/** Shows what differs between two texts, side by side or in one column. Neither can be changed in it. */
export function createDiff({ parent, mine, theirs, mineLabel, theirsLabel, isNarrow }: DiffOptions): {
  destroy(): void;
} {
  const collapseUnchanged = { margin: 4, minSize: 8 };
  if (isNarrow) {
    return new EditorView({
      parent,
      doc: theirs,
      extensions: [
        readOnly(theirsLabel),
        unifiedMergeView({ original: mine, mergeControls: false, gutter: true, collapseUnchanged }),
      ],
    });
  }
  return new MergeView({
    parent,
    a: { doc: mine, extensions: readOnly(mineLabel) },
    b: { doc: theirs, extensions: readOnly(theirsLabel) },
    gutter: true,
    collapseUnchanged,
  });
}

function readOnly(label: string): Extension {
  return [
    lineNumbers(),
    codeDisplay,
    diffLook,
    EditorState.readOnly.of(true),
    EditorView.editable.of(false),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ 'aria-label': label, role: 'textbox', 'aria-readonly': 'true', tabindex: '0' }),
  ];
}

const GONE = 'color-mix(in srgb, var(--bad) 9%, transparent)';
const COME = 'color-mix(in srgb, var(--good) 9%, transparent)';

const diffLook = EditorView.theme({
  '&': { height: 'auto' },
  '.cm-scroller': { overflow: 'visible' },
  '&.cm-merge-a .cm-changedLine, .cm-deletedChunk': { backgroundColor: GONE },
  '&.cm-merge-b .cm-changedLine, .cm-changedLine': { backgroundColor: COME },
  '&.cm-merge-a .cm-changedText, .cm-deletedChunk .cm-deletedText': {
    background: 'none',
    boxShadow: 'inset 0 -2px 0 var(--bad)',
  },
  '&.cm-merge-b .cm-changedText, .cm-changedText': { background: 'none', boxShadow: 'inset 0 -2px 0 var(--good)' },
  '&.cm-merge-a .cm-changedLineGutter, .cm-deletedLineGutter': { background: 'var(--bad)' },
  '&.cm-merge-b .cm-changedLineGutter, .cm-changedLineGutter': { background: 'var(--good)' },
  '.cm-collapsedLines': {
    background: 'var(--sunk)',
    color: 'var(--ink-soft)',
    padding: '2px var(--s3)',
    font: '400 var(--text-xs) / 1.5 var(--mono)',
  },
});
