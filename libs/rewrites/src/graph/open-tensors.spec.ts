import { makeOperator, makeSubgraph, makeTensor } from '@flotilla/tflite';
import { activation, chain, clamp, int32s } from '../../test/subgraphs';
import { openTensors } from './open-tensors';

const names = (subgraph: Parameters<typeof openTensors>[0]): string[] =>
  [...openTensors(subgraph)].map(({ name }) => name);

describe('openTensors()', () => {
  const [x, y, z] = [activation('x', 1, 4), activation('y', 1, 4), activation('z', 1, 4)];
  const openInput = makeTensor({
    name: 'open',
    type: 'FLOAT32',
    shape: [1, 4],
    shapeSignature: [-1, 4],
  });

  it('is empty where every shape is fixed', () => {
    expect(names(chain(clamp(x, y), clamp(y, z)))).toEqual([]);
  });

  it('takes in whatever is computed from an open input, marked or not', () => {
    expect(names(chain(clamp(openInput, y), clamp(y, z)))).toEqual(['open', 'y', 'z']);
  });

  it('knows that a shape has as many sizes as there are dimensions', () => {
    const size = makeTensor({ name: 'size', type: 'INT32', shape: [2] });
    const measure = makeOperator({ code: 'SHAPE', inputs: [openInput], outputs: [size] });
    expect(names(chain(measure))).toEqual(['open']);
  });

  it.each([
    ['fixed by a constant', int32s('shape', [2], [1, 4]), []],
    [
      'given by a computed operand',
      makeTensor({ name: 'shape', type: 'INT32', shape: [2] }),
      ['y'],
    ],
  ])('follows a shape %s', (_, shape, expected) => {
    const reshape = makeOperator({ code: 'RESHAPE', inputs: [x, shape], outputs: [y] });
    const inputs = shape.buffer ? [x] : [x, shape];
    expect(names(makeSubgraph({ inputs, outputs: [y], operators: [reshape] }))).toEqual(expected);
  });

  it('does not guess what custom operators and subgraphs give', () => {
    const custom = makeOperator({
      code: 'CUSTOM',
      customCode: 'Mine',
      inputs: [x],
      outputs: [y],
    });
    const call = makeOperator({
      code: 'CALL',
      inputs: [x],
      outputs: [z],
      options: { type: 'CallOptions', subgraph: 1 },
    });
    expect(names(chain(custom))).toEqual(['y']);
    expect(names(chain(call))).toEqual(['z']);
  });
});
