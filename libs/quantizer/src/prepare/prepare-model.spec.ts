import {
  makeModel,
  makeOperator,
  makeSubgraph,
  makeTensor,
  optionsOf,
  type Model,
} from '@flotilla/tflite';
import { FULLY_CONNECTED, GraphBuilder } from '../../test/graph-builder';
import { codesOf, planned } from '../../test/planned';
import { storeFloat16 } from '../rewrite/store-float16';
import { prepareModel } from './prepare-model';

/** A dense layer, normalized and clamped, whose constants are stored in float16. */
function published(): Model {
  const builder = new GraphBuilder();
  const input = builder.input([1, 2]);
  const weights = builder.constant('weights', [2, 2], [1, 2, 3, 4]);
  const sum = builder.apply('FULLY_CONNECTED', [input, weights, null], [1, 2], FULLY_CONNECTED);
  const scale = builder.constant('scale', [2], [2, 4]);
  const scaled = builder.apply('MUL', [sum, scale], [1, 2], optionsOf('MulOptions'));
  const offset = builder.constant('offset', [2], [2, 4]);
  const moved = builder.apply('ADD', [scaled, offset], [1, 2], optionsOf('AddOptions'));
  const model = builder.model(builder.apply('RELU', [moved], [1, 2]));
  storeFloat16.apply(planned(model, 'float16'));
  return model;
}

describe('prepareModel()', () => {
  it('joins what belongs together and counts what it did', () => {
    const model = published();
    const counts = prepareModel(model);
    expect(counts).toEqual({
      'fold-float16': expect.any(Number) as number,
      'fold-multiply': 1,
      'fold-add': 1,
      'fuse-activation': 1,
    });
    expect(codesOf(model.subgraphs[0]!)).toEqual(['FULLY_CONNECTED']);
    expect(model.subgraphs[0]?.tensors.some(({ type }) => type === 'FLOAT16')).toBe(false);
  });

  it('finds nothing the second time', () => {
    const model = published();
    prepareModel(model);
    expect(prepareModel(model)).toEqual({});
  });

  it('does not trust the shapes of a subgraph that another one calls', () => {
    const value = (name: string) => makeTensor({ name, type: 'FLOAT32', shape: [1, 2] });
    const measured = () => {
      const [x, size, y] = [
        value('x'),
        makeTensor({ name: 's', type: 'INT32', shape: [2] }),
        value('y'),
      ];
      return makeSubgraph({
        inputs: [x],
        outputs: [y],
        operators: [
          makeOperator({ code: 'SHAPE', inputs: [x], outputs: [size] }),
          makeOperator({ code: 'RESHAPE', inputs: [x, size], outputs: [y] }),
        ],
      });
    };
    const [x, y] = [value('x'), value('y')];
    const caller = makeSubgraph({
      inputs: [x],
      outputs: [y],
      operators: [
        makeOperator({
          code: 'CALL',
          inputs: [x],
          outputs: [y],
          options: { type: 'CallOptions', subgraph: 1 },
        }),
      ],
    });
    const model = makeModel({ subgraphs: [caller, measured(), measured()] });
    expect(prepareModel(model)).toEqual({ 'fold-shape': 1 });
    expect(codesOf(model.subgraphs[1]!)).toEqual(['SHAPE', 'RESHAPE']);
  });
});
