import { indentWithTab } from '@codemirror/commands';
import { tsxLanguage, typescriptLanguage } from '@codemirror/lang-javascript';
import { indentUnit, syntaxHighlighting } from '@codemirror/language';
import { Compartment, EditorState, type Extension, Prec } from '@codemirror/state';
import { EditorView, keymap, lineNumbers, ViewPlugin, type ViewUpdate } from '@codemirror/view';
import { basicSetup } from 'codemirror';
import { codeColours } from './highlight.ts';
import { editorLook } from './theme.ts';

/** What an editor begins with. */
export interface EditorOptions {
  parent: HTMLElement;
  code: string;
  /** Its accessible name. */
  label: string;
  /** The id of what describes its keys. */
  describedBy: string;
  tabIndents: boolean;
  onChange: (code: string) => void;
  /** Ctrl+Enter, or Cmd+Enter on a Mac. */
  onRun: () => void;
}

/** An editor that stands in the page. */
export interface Editor {
  /** Shows another text; undo brings the one before back. */
  setCode(code: string): void;
  /** Puts the cursor there, from 1, and the focus into the editor. */
  goTo(line: number, column?: number): void;
  /** Whether Tab indents; otherwise it moves on, as everywhere on the page. */
  setTabIndents(indents: boolean): void;
  destroy(): void;
}

/** CodeMirror guesses how high a line is until it is in sight and measured. The numbers wait for that, or they would jump. */
const numbersOnceMeasured = ViewPlugin.fromClass(
  class {
    constructor(view: EditorView) {
      view.dom.dataset.unmeasured = '';
    }

    update({ view, geometryChanged }: ViewUpdate): void {
      if (geometryChanged) delete view.dom.dataset.unmeasured;
    }
  },
);

/** What an editor and a view of code that stands have in common. */
export const codeDisplay: Extension = [
  typescriptLanguage,
  syntaxHighlighting(codeColours),
  editorLook,
  numbersOnceMeasured,
  indentUnit.of('  '),
  EditorState.tabSize.of(2),
];

/** An editor for TypeScript. It holds the Tab key only where its reader chose so, and then Escape lets go of it. */
export function createEditor(options: EditorOptions): Editor {
  const { parent, code, label, describedBy, tabIndents, onChange, onRun } = options;
  const tab = new Compartment();
  const run = () => {
    onRun();
    return true;
  };
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: code,
      extensions: [
        // Before the editor's own keys: Mod+Enter would insert a line.
        Prec.highest(keymap.of([{ key: 'Mod-Enter', run }])),
        tab.of(keyFor(tabIndents)),
        basicSetup,
        codeDisplay,
        EditorView.contentAttributes.of({ 'aria-label': label, 'aria-describedby': describedBy, tabindex: '0' }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) onChange(update.state.doc.toString());
        }),
      ],
    }),
  });
  return {
    setCode(next) {
      if (next === view.state.doc.toString()) return;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next }, selection: { anchor: 0 } });
    },
    goTo(line, column = 1) {
      const { doc } = view.state;
      const at = doc.line(Math.min(Math.max(line, 1), doc.lines));
      const anchor = Math.min(at.from + Math.max(column, 1) - 1, at.to);
      view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) });
      view.focus();
    },
    setTabIndents(indents) {
      view.dispatch({ effects: tab.reconfigure(keyFor(indents)) });
    },
    destroy: () => view.destroy(),
  };
}

function keyFor(tabIndents: boolean): Extension {
  return tabIndents ? keymap.of([indentWithTab]) : [];
}

/** Shows code that is there to be read; it can be selected and copied. */
export function createCodeView({
  parent,
  code,
  label,
  isTsx = false,
}: {
  parent: HTMLElement;
  code: string;
  label: string;
  isTsx?: boolean;
}): { destroy(): void } {
  return new EditorView({
    parent,
    state: EditorState.create({
      doc: code,
      extensions: [
        isTsx ? tsxLanguage : [],
        lineNumbers(),
        codeDisplay,
        EditorState.readOnly.of(true),
        EditorView.editable.of(false),
        EditorView.contentAttributes.of({
          'aria-label': label,
          role: 'textbox',
          'aria-readonly': 'true',
          tabindex: '0',
        }),
      ],
    }),
  });
}
