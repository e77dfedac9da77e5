import { describe, expect, it } from 'vitest';
import { loadChallenges, loadHints, loadSolution } from '../../../content/challenges.server.ts';
import { renderMarkdown } from '../../../lib/ui/challenge/markdown.server.ts';

const render = (text: string) => renderMarkdown(text, { root: process.cwd() });

describe('renderMarkdown', () => {
  it('gives HTML, with code highlighted as in the lessons', async () => {
    const html = await render('Use `a < b`.\n\n```ts\nconst a: number = 1;\n```\n');
    expect(html).toContain('<p>Use <code>a &#x3C; b</code>.</p>');
    expect(html).toMatch(/<figure class="code" data-language="ts">/);
    expect(html).toContain('<span class="tk">const</span>');
  });

  it('takes no markup over', async () => {
    expect(await render('<script>alert(1)</script>\n\nText <img src=x onerror=alert(1)>\n')).not.toMatch(
      /<script|<img/,
    );
  });

  it('renders what every challenge holds', async () => {
    for (const challenge of loadChallenges()) {
      for (const { text } of loadHints(challenge))
        expect(await render(text), challenge.folder).toMatch(/<(?:p|figure)\b/);
      expect(await render(loadSolution(challenge).notes), challenge.folder).toContain('<h2>');
    }
  });
});
