import { GraphBuilder } from '../../test/graph-builder';
import { ruleWarnings } from './rule-warnings';

describe('ruleWarnings()', () => {
  it('names the rules that no operator matches, overruled ones not among them', () => {
    const builder = new GraphBuilder();
    const model = builder.model(builder.apply('RELU', [builder.input([1, 4])], [1, 4]));
    const warnings = ruleWarnings(
      {
        name: 'mine',
        rules: [
          { scheme: 'int8' },
          { scheme: 'float', operators: ['SOFTMAX'] },
          { scheme: 'float', name: '^relu0$' },
          { scheme: '16x8', name: 'relu1' },
        ],
      },
      model,
    );
    expect(
      warnings.map(({ message }) => /rules\[\d\] of the recipe mine/.exec(message)?.[0]),
    ).toEqual(['rules[1] of the recipe mine', 'rules[3] of the recipe mine']);
  });
});
