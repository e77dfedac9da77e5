import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listRegions, readRegion, RegionError } from '../../../../lib/ui/mdx/code/region.mjs';

const PLACE = { file: 'servers/example.ts', region: 'answer' };

function codeOf(source: string, region = PLACE.region): string | undefined {
  try {
    readRegion(source, { ...PLACE, region });
    return undefined;
  } catch (error) {
    if (!(error instanceof RegionError)) throw error;
    expect(error.message).toContain(PLACE.file);
    expect(error.message).toContain(region);
    return error.code;
  }
}

describe('readRegion', () => {
  it('takes the lines between the markers and dedents them by what all share', () => {
    const source = [
      'a();',
      '    // #region answer',
      '    if (b) {',
      '',
      '      c();',
      '    }',
      '    // #endregion answer',
    ];
    expect(readRegion(source.join('\n'), PLACE)).toBe('if (b) {\n\n  c();\n}');
  });

  it('drops empty lines at both ends and keeps those inside', () => {
    expect(readRegion('// #region answer\n\n\na\n\nb\n  \n// #endregion answer', PLACE)).toBe('a\n\nb');
  });

  it('reads any line ending, and the comments of shell, CSS and HTML', () => {
    expect(readRegion('# #region answer\r\nnpm start\r\n# #endregion answer', PLACE)).toBe('npm start');
    expect(readRegion('/* #region answer */\na {}\n/* #endregion answer */', PLACE)).toBe('a {}');
    expect(readRegion('<!-- #region answer -->\n<p>\n<!-- #endregion answer -->', PLACE)).toBe('<p>');
  });

  it('leaves the markers of regions inside out, and takes no region whose name merely begins the same', () => {
    const source =
      '// #region answer\na\n// #region answer-head\nb\n// #endregion answer-head\nc\n// #endregion answer';
    expect(readRegion(source, PLACE)).toBe('a\nb\nc');
    expect(readRegion(source, { ...PLACE, region: 'answer-head' })).toBe('b');
  });

  it('says which file and region when there is none, an empty one, two, or one that never ends', () => {
    expect(codeOf('a')).toBe('missing-region');
    expect(codeOf('// #region answers\na\n// #endregion answers')).toBe('missing-region');
    expect(codeOf('// #region answer\n  \n// #endregion answer')).toBe('empty-region');
    const region = '// #region answer\na\n// #endregion answer\n';
    expect(codeOf(region + region)).toBe('duplicate-region');
    expect(codeOf('// #region answer\na')).toBe('unclosed-region');
    expect(codeOf('a\n// #endregion answer')).toBe('unclosed-region');
    expect(codeOf('// #region answer\n// #region answer\na\n// #endregion answer')).toBe('unclosed-region');
  });

  it('takes a marker in a string or behind code for what it is: no marker', () => {
    expect(codeOf("const a = '// #region answer';\nb(); // #region answer\n// #endregion")).toBe('missing-region');
  });

  it('gives back any lines whatever their shared indentation', () => {
    const line = fc.stringMatching(/^[a-z(){};]{1,12}$/);
    fc.assert(
      fc.property(fc.array(line, { minLength: 1 }), fc.nat(12), (lines, indent) => {
        const inside = lines.map((text) => ' '.repeat(indent) + text);
        const source = ['before', '// #region answer', ...inside, '// #endregion answer', 'after'].join('\n');
        expect(readRegion(source, PLACE)).toBe(lines.join('\n'));
      }),
    );
  });
});

describe('listRegions', () => {
  it('names the regions in the order in which they open', () => {
    expect(listRegions('// #region b\n// #region a\n// #endregion a\n// #endregion b')).toEqual(['b', 'a']);
  });
});
