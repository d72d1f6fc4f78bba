import { argumentOf, configKeys } from './config';
import { helpText, isHelpAskedFor } from './help';

describe('helpText()', () => {
  it('tells every option on a line of its own, and which are needed', () => {
    const lines = helpText().split('\n');
    for (const key of configKeys)
      expect(lines.filter((line) => line.startsWith(`  ${argumentOf(key)} `))).toEqual([
        expect.stringMatching(/ {2}\S.*\S$/),
      ]);
    const needed = lines.filter((line) => line.endsWith('(needed)'));
    expect(needed.map((line) => /--[a-z-]+/.exec(line)?.[0])).toEqual([
      '--gateway-url',
      '--mqtt-url',
      '--data-dir',
      '--name',
    ]);
  });

  it('is asked for in two ways', () => {
    expect([['--help'], ['--name', 'x', '-h'], []].map(isHelpAskedFor)).toEqual([
      true,
      true,
      false,
    ]);
  });
});
