import { describe, expect, it } from 'vitest';
import { readFrontMatter } from '../../content/front-matter.ts';

const GOOD = {
  title: 'title: Polling',
  summary: 'summary: Asking again and again.',
  minutes: 'minutes: 9',
  sources: "sources:\n  - { title: 'RFC 9110', href: 'https://www.rfc-editor.org/rfc/rfc9110' }",
};

function lesson(fields: Readonly<Record<string, string>>): string {
  return `---\n${Object.values(fields).join('\n')}\n---\n\nText\n`;
}

describe('readFrontMatter', () => {
  it('reads the four fields and the transport', () => {
    expect(readFrontMatter(lesson({ ...GOOD, transport: 'transport: polling' }))).toEqual({
      title: 'Polling',
      summary: 'Asking again and again.',
      minutes: 9,
      transport: 'polling',
      sources: [{ title: 'RFC 9110', href: 'https://www.rfc-editor.org/rfc/rfc9110' }],
    });
    expect(readFrontMatter(lesson(GOOD)).transport).toBeUndefined();
  });

  it('names every field that is missing', () => {
    for (const field of Object.keys(GOOD)) {
      expect(() => readFrontMatter(lesson({ ...GOOD, [field]: '' })), field).toThrow(`${field}: `);
    }
  });

  it.each([
    ['a transport that does not exist', 'transport: carrier-pigeon', 'transport'],
    ['a field that is not known', 'author: me', 'author'],
    ['minutes that are no whole number', 'minutes: 7.5', 'minutes'],
    ['an empty title', 'title: " "', 'title'],
    ['no source', 'sources: []', 'sources'],
    ['a source that is no https address', 'sources: [{ title: a, href: "http://example.com" }]', 'sources.0.href'],
  ])('refuses %s', (_, line, field) => {
    const key = line.slice(0, line.indexOf(':'));
    expect(() => readFrontMatter(lesson({ ...GOOD, [key]: line }))).toThrow(field);
  });

  it('refuses a lesson without front matter', () => {
    expect(() => readFrontMatter('# Polling\n')).toThrow('between `---`');
    expect(() => readFrontMatter('\n---\ntitle: a\n---\n')).toThrow('between `---`');
  });
});
