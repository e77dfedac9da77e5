import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import watchShownFiles from '../../../../lib/ui/mdx/code/watch-shown-files.mjs';

function watched(source: string): string[] {
  const files: string[] = [];
  const context = { addDependency: (file: string) => void files.push(file), getOptions: () => ({ root: 'root' }) };
  expect(watchShownFiles.call(context, source)).toBe(source);
  return files;
}

describe('watchShownFiles', () => {
  it('names every file that a fence shows, so that a change of it compiles the lesson again', () => {
    const source = [
      '```ts file=servers/sse.ts region=stream',
      '```',
      '   ```ts title="The end" file="lib/a.ts"',
      '   ```',
      'A word about file=none.ts in prose.',
    ];
    expect(watched(source.join('\n')).slice(0, 2)).toEqual([join('root', 'servers/sse.ts'), join('root', 'lib/a.ts')]);
    expect(watched(source.join('\n'))).not.toContain(join('root', 'none.ts'));
  });

  it('names what compiles the fences', () => {
    expect(watched('').map((file) => basename(file))).toEqual(
      expect.arrayContaining(['region.mjs', 'fence.mjs', 'rehype-code.mjs', 'colour-classes.mjs']),
    );
  });
});
