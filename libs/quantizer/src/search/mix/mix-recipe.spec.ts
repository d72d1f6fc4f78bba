import { GraphBuilder } from '../../../test/graph-builder';
import { decide } from '../../recipe/recipe';
import { parseRecipe } from '../../recipe/parse-recipe';
import type { MixScheme } from './mix-option';
import { mixRecipe } from './mix-recipe';
import { type MixUnit, unitsOf } from './mix-unit';

const IMAGE = [1, 2, 2, 1];

/** A chain: RELU, then `names.length` convolutions, each followed by a RELU. */
function unitsNamed(...names: string[]): MixUnit[] {
  const builder = new GraphBuilder();
  let last = builder.apply('RELU', [builder.input(IMAGE)], IMAGE);
  for (const name of names) {
    const output = builder.pointwise(last, [1], [0]);
    output.name = name;
    last = builder.apply('RELU', [output], IMAGE);
  }
  return unitsOf(builder.subgraph);
}

function schemesUnder(units: readonly MixUnit[], schemes: readonly MixScheme[]) {
  const { rules } = parseRecipe(
    JSON.stringify({ format: 'flotilla/recipe/1', ...mixRecipe('mix', units, schemes) }),
  );
  const schemeOf = (operators: MixUnit['others']) =>
    operators.map((operator) => decide(rules, operator).scheme);
  return units.map(({ weighted, others }) => [schemeOf(weighted), schemeOf(others)]);
}

describe('unitsOf()', () => {
  it('puts what follows weights with them, and what comes first with the first', () => {
    const units = unitsNamed('a', 'b');
    expect(units.map(({ weighted }) => weighted.map(({ outputs }) => outputs[0]?.name))).toEqual([
      ['a'],
      ['b'],
    ]);
    expect(units.map(({ others }) => others.length)).toEqual([2, 1]);
    expect(units.map(({ multiplyAdds }) => multiplyAdds)).toEqual([4, 4]);
  });

  it('keeps operators of one name together, since recipes cannot tell them apart', () => {
    const units = unitsNamed('same', 'other', 'same');
    expect(units.map(({ weighted }) => weighted.length)).toEqual([2, 1]);
  });

  it('makes one unit of a graph without weights, and none of one without operators', () => {
    const builder = new GraphBuilder();
    builder.apply('RELU', [builder.input(IMAGE)], IMAGE);
    expect(unitsOf(builder.subgraph)).toHaveLength(1);
    expect(unitsOf(new GraphBuilder().subgraph)).toEqual([]);
  });
});

describe('mixRecipe()', () => {
  it('makes of each unit what was picked for it, and stores in halves what has no weights', () => {
    const units = unitsNamed('a', 'b', 'c', 'd');
    expect(schemesUnder(units, ['int8', 'weight-only', 'float', 'float16'])).toEqual([
      [['int8'], ['int8', 'int8']],
      [['weight-only'], ['float16']],
      [['float'], ['float']],
      [['float16'], ['float16']],
    ]);
  });

  it('tells names apart that look like patterns or hold each other', () => {
    const units = unitsNamed('a.b', 'axb', 'a', 'a|b', '^a(1)[2]{3}$/\\d+?*');
    const schemes = ['16x8', 'float', 'weight-only', 'int8', '16x8'] as const;
    expect(schemesUnder(units, schemes).map(([weighted]) => weighted)).toEqual(
      schemes.map((scheme) => [scheme]),
    );
  });

  it('divides many names among patterns that recipe files may have', () => {
    const names = Array.from({ length: 40 }, (_, index) => `${index}`.padStart(100, 'n'));
    const units = unitsNamed(...names);
    const schemes = names.map((_, index): MixScheme => (index % 2 === 0 ? 'int8' : 'weight-only'));
    expect(schemesUnder(units, schemes).map(([weighted]) => weighted)).toEqual(
      schemes.map((scheme) => [scheme]),
    );
  });

  it('leaves in halves what no pattern can name', () => {
    const units = unitsNamed('n'.repeat(1001));
    expect(schemesUnder(units, ['int8'])).toEqual([[['float16'], ['int8', 'int8']]]);
  });
});
