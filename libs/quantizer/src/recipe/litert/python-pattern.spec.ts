import { fromPythonPattern } from './python-pattern';

const finds = (pattern: string, name: string): boolean =>
  new RegExp(fromPythonPattern(pattern), 'u').test(name);

describe('fromPythonPattern()', () => {
  it.each([
    ['.*', 'anything'],
    // As `re.escape` writes it.
    [String.raw`block\_1\/conv\-2\:0`, 'model/block_1/conv-2:0'],
    ['layer_1;', 'model/layer_1'],
    [String.raw`\Amodel/.*\Z`, 'model/conv'],
    [String.raw`(?P<part>a+)_(?P=part)$`, 'aa_aa'],
    [String.raw`[\w\-\ ]+!`, 'a-b c!'],
    ['[];]x', ';x'],
    [String.raw`\d{2}\.5`, '12.5'],
  ])('%s finds %s', (pattern, name) => {
    expect(finds(pattern, name)).toBe(true);
  });

  it.each([
    ['layer_1;', 'model/layer_12'],
    [String.raw`\Aconv`, 'model/conv'],
    [String.raw`a\.b`, 'a_b'],
  ])('%s does not find %s', (pattern, name) => {
    expect(finds(pattern, name)).toBe(false);
  });

  it.each(['(?i)conv', '(unclosed', String.raw`\N{DASH}`])('does not accept %s', (pattern) => {
    expect(() => finds(pattern, '')).toThrow(SyntaxError);
  });
});
