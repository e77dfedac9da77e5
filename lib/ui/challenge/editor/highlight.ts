import { HighlightStyle } from '@codemirror/language';
import { tags as t } from '@lezer/highlight';

/** The colours of code in an editor: the tokens that the code of the lessons has, so that both change with the theme. */
export const codeColours = HighlightStyle.define([
  { tag: [t.comment, t.meta], color: 'var(--code-comment)' },
  { tag: [t.keyword, t.operator, t.modifier, t.definitionKeyword, t.moduleKeyword], color: 'var(--code-keyword)' },
  { tag: [t.number, t.bool, t.null, t.self, t.atom, t.propertyName], color: 'var(--code-name)' },
  { tag: [t.typeName, t.className, t.definition(t.typeName)], color: 'var(--code-variable)' },
  {
    tag: [t.function(t.variableName), t.function(t.propertyName), t.function(t.definition(t.variableName))],
    color: 'var(--code-function)',
  },
  { tag: [t.tagName, t.angleBracket], color: 'var(--code-tag)' },
  { tag: [t.string, t.special(t.string), t.regexp], color: 'var(--code-string)' },
  { tag: t.invalid, color: 'var(--code-error)' },
]);
