import { describe, expect, it } from 'vitest';
import { parseFenceInfo } from '../../../../lib/ui/mdx/code/fence.mjs';

describe('parseFenceInfo', () => {
  it('reads file, region and title in any order, and nothing from nothing', () => {
    expect(parseFenceInfo('')).toEqual({});
    expect(parseFenceInfo('title="The answer" region=stream  file=servers/sse.ts')).toEqual({
      file: 'servers/sse.ts',
      region: 'stream',
      title: 'The answer',
    });
  });

  it('refuses what it does not know, what comes twice, and what has no value', () => {
    expect(() => parseFenceInfo('lines=3')).toThrow('`lines`');
    expect(() => parseFenceInfo('region=a file=b.ts region=c')).toThrow('`region` once');
    expect(() => parseFenceInfo('title=""')).toThrow('to have a value');
    expect(() => parseFenceInfo('file=a.ts {1,3}')).toThrow('`{1,3}`');
    expect(() => parseFenceInfo('file="a.ts"region=b')).toThrow('key=value');
  });

  it('refuses a region without a file and a file outside the project', () => {
    expect(() => parseFenceInfo('region=stream')).toThrow('a `file` beside');
    for (const file of ['/etc/passwd', '../secret.ts', 'servers/../../secret.ts', 'C:\\x.ts']) {
      expect(() => parseFenceInfo(`file=${file}`), file).toThrow('inside the project');
    }
  });
});
