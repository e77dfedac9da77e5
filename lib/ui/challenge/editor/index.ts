export { createDiff, type DiffOptions } from './create-diff.ts';
export { createCodeView, createEditor, type Editor, type EditorOptions } from './create-editor.ts';
