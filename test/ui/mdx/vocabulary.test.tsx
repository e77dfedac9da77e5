import type { JSX } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { TRANSPORT_IDS } from '../../../lib/protocol/index.ts';
import { TRANSPORT_LABELS, TransportMark, TransportName } from '../../../lib/ui/transport-mark/index.ts';
import {
  Check,
  ColumnHead,
  Facts,
  figures,
  Heading2,
  Heard,
  Learn,
  Note,
  Option,
  Pitfall,
  Question,
  Recap,
  Term,
  Try,
  Wire,
} from '../../../lib/ui/mdx/index.ts';
import { useMDXComponents } from '../../../mdx-components.tsx';

const html = (element: JSX.Element): string => renderToStaticMarkup(element);

describe('the vocabulary', () => {
  it('is offered to lessons: the parts of a text, and every figure under its own name', () => {
    expect(Object.keys(useMDXComponents()).sort()).toEqual(
      [
        ...Object.keys(figures),
        'Check',
        'Claim',
        'Facts',
        'Folklore',
        'Heard',
        'Learn',
        'LiveLane',
        'Note',
        'Option',
        'Pitfall',
        'Question',
        'Recap',
        'Term',
        'Transport',
        'Try',
        'Wire',
        'h2',
        'h3',
        'th',
      ].sort(),
    );
    expect(Object.keys(figures)).toEqual(expect.arrayContaining(['AcceptKey', 'ReconnectHerd', 'PacketConsole']));
  });

  it('says in words what a callout is, besides its colour', () => {
    expect(html(<Pitfall title="Leaks">x</Pitfall>)).toMatch(/aria-label="Pitfall: Leaks".*>Pitfall<.*>Leaks</);
    expect(html(<Note title="Beside">x</Note>)).toMatch(/aria-label="Note: Beside".*>Note<.*>Beside</);
  });

  it('puts what was heard beside what is so', () => {
    const markup = html(<Heard claim="It never fails">It does.</Heard>);
    expect(markup).toMatch(/What you heard<.*“It never fails”.*What is so<.*It does\./);
  });

  it('gives sections their own headings', () => {
    expect(html(<Learn>x</Learn>)).toMatch(
      /aria-label="You will learn"><h2 id="you-will-learn".*href="#you-will-learn"/,
    );
    expect(html(<Recap>x</Recap>)).toMatch(/aria-label="Recap"><h2 id="recap".*href="#recap"/);
    expect(html(<Check>x</Check>)).toMatch(
      /aria-label="Check yourself"><h2 id="check-yourself".*href="#check-yourself"/,
    );
  });

  it('names what it frames, and lets it be scrolled by keyboard', () => {
    expect(html(<Try title="Ask">x</Try>)).toContain('aria-label="Try it: Ask"');
    expect(html(<Wire title="An event">{'id: 1\n'}</Wire>)).toMatch(
      /An event.*<pre tabindex="0"><code>id: 1\n<\/code>/s,
    );
    expect(html(<Facts title="Costs">x</Facts>)).toContain('role="region" aria-label="Costs" tabindex="0"');
    expect(html(<Term>cursor</Term>)).toMatch(/^<dfn[^>]*>cursor<\/dfn>$/);
  });

  it('heads a column only where there is something to say', () => {
    expect(html(<ColumnHead>cost</ColumnHead>)).toBe('<th scope="col">cost</th>');
    expect(html(<ColumnHead />)).toBe('<td></td>');
  });

  it('links a heading to itself, once it has an id', () => {
    expect(html(<Heading2 id="on-the-wire">On the wire</Heading2>)).toContain('href="#on-the-wire"');
    expect(html(<Heading2>On the wire</Heading2>)).not.toContain('href');
  });
});

describe('a question', () => {
  const markup = html(
    <Question ask="Who starts?">
      <Option right label="The page">
        Because.
      </Option>
      <Option label="The server">It cannot.</Option>
    </Question>,
  );

  it('opens each answer by itself, without a script', () => {
    expect(markup.match(/<details/g)).toHaveLength(2);
    expect(markup.match(/<summary/g)).toHaveLength(2);
    expect(markup).not.toContain('open=""');
  });

  it('says right or not so by word and by mark, inside the answer only', () => {
    expect(markup).toMatch(/data-right="true".*?<summary>.*?The page<\/summary>.*?>Right<.*?Because\./s);
    expect(markup).toMatch(/data-right="false".*?<summary>.*?The server<\/summary>.*?>Not so<.*?It cannot\./s);
    const marks = [...markup.matchAll(/class="[^"]*verdictSign[^"]*" d="([^"]+)"/g)].map(([, path]) => path);
    expect(new Set(marks).size).toBe(2);
  });
});

describe('a transport', () => {
  it.each(TRANSPORT_IDS)('%s has its name, its mark and its colour', (id) => {
    const markup = html(<TransportName id={id} />);
    expect(markup).toContain(TRANSPORT_LABELS[id].name);
    expect(markup).toContain(`data-transport="${id}"`);
    expect(markup).toContain('<svg');
    expect(TRANSPORT_LABELS[id].short.length).toBeLessThanOrEqual(9);
  });

  it('is told apart by the shape of its mark', () => {
    const shapes = TRANSPORT_IDS.map((id) => html(<TransportMark id={id} />).replace(/^<svg[^>]*>/, ''));
    expect(new Set(shapes).size).toBe(TRANSPORT_IDS.length);
  });

  it('has a mark that is read only where it stands alone', () => {
    expect(html(<TransportMark id="sse" />)).toContain('aria-hidden="true"');
    expect(html(<TransportMark id="sse" label="SSE" />)).toContain('role="img" aria-label="SSE"');
  });
});
