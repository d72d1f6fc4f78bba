import { makeOperator, makeTensor, optionsOf, type Operator } from '@flotilla/tflite';
import { activation, chain, clamp } from '../../test/subgraphs';
import { dropDead } from './drop-dead';

describe('drop-dead', () => {
  const [x, y] = [activation('x', 1), activation('y', 1)];
  const [dead, deader] = [activation('dead', 1), activation('deader', 1)];

  it('takes out what nobody reads, and what only that reads', () => {
    const subgraph = chain(clamp(x, dead), clamp(dead, deader), clamp(x, y));
    expect(dropDead.apply(subgraph).map(({ tensor }) => tensor)).toEqual(['deader', 'dead']);
    expect(subgraph.operators).toMatchObject([{ outputs: [y] }]);
  });

  it('keeps an operator of which one output is read, and the order of the others', () => {
    const split = makeOperator({ code: 'SPLIT', inputs: [x], outputs: [dead, deader] });
    const subgraph = chain(split, clamp(deader, y));
    expect(dropDead.apply(subgraph)).toEqual([]);
    expect(subgraph.operators.map(({ code }) => code)).toEqual(['SPLIT', 'RELU6']);
  });

  const handle = makeTensor({ name: 'handle', type: 'RESOURCE', shape: [] });
  const state = makeTensor({ name: 'state', type: 'FLOAT32', shape: [1], isVariable: true });
  it.each<[string, Operator]>([
    ['without outputs', makeOperator({ code: 'ASSIGN_VARIABLE', inputs: [x], outputs: [] })],
    ['of resources', makeOperator({ code: 'VAR_HANDLE', inputs: [], outputs: [handle] })],
    ['with state', makeOperator({ code: 'SVDF', inputs: [x, state], outputs: [dead] })],
    [
      'of unknown effect',
      makeOperator({ code: 'CUSTOM', customCode: 'Mine', inputs: [x], outputs: [dead] }),
    ],
    [
      'that run a subgraph',
      makeOperator({
        code: 'WHILE',
        inputs: [x],
        outputs: [dead],
        options: optionsOf('WhileOptions', { condSubgraphIndex: 1, bodySubgraphIndex: 2 }),
      }),
    ],
    ['of chance', makeOperator({ code: 'RANDOM_UNIFORM', inputs: [x], outputs: [dead] })],
  ])('keeps operators %s', (_, operator) => {
    const subgraph = { ...chain(clamp(x, y)), operators: [operator, clamp(x, y)] };
    expect(dropDead.apply(subgraph)).toEqual([]);
  });
});
