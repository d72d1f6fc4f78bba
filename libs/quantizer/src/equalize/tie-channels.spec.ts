import { makeOperator, makeTensor, optionsOf } from '@flotilla/tflite';
import { CONCATENATION, GraphBuilder, POOL } from '../../test/graph-builder';
import { tieChannels } from './tie-channels';

const IMAGE = [1, 2, 2, 2];

/** A convolution of two channels on the input: its output is free. */
function convolved() {
  const builder = new GraphBuilder();
  const conv = builder.pointwise(builder.input(IMAGE), [1, 2, 3, 4], [0, 0]);
  return { builder, conv };
}

describe('tieChannels()', () => {
  it('pins inputs and outputs, and leaves what lies between convolutions free', () => {
    const { builder, conv } = convolved();
    const last = builder.pointwise(conv, [1, 2, 3, 4], [0, 0]);
    const [input] = builder.subgraph.inputs;
    builder.model(last);
    const classes = tieChannels(builder.subgraph);
    expect([input!, conv, last].map((tensor) => classes.isPinned(tensor, 0))).toEqual([
      true,
      false,
      true,
    ]);
    expect(classes.of(conv, 0)).not.toBe(classes.of(conv, 1));
  });

  it.each([
    ['RELU', undefined, false],
    ['LEAKY_RELU', undefined, false],
    ['MAX_POOL_2D', POOL, false],
    ['ADD', optionsOf('AddOptions', { fusedActivationFunction: 'RELU' }), false],
    ['ADD', optionsOf('AddOptions', { fusedActivationFunction: 'RELU6' }), true],
    ['LOGISTIC', undefined, true],
    ['MUL', optionsOf('MulOptions'), true],
  ] as const)('ties the channels of %s, or pins them', (code, options, isPinned) => {
    const { builder, conv } = convolved();
    const inputs = code === 'ADD' || code === 'MUL' ? [conv, conv] : [conv];
    const passed = builder.apply(code, inputs, IMAGE, options);
    builder.model(builder.pointwise(passed, [1, 2, 3, 4], [0, 0]));
    const classes = tieChannels(builder.subgraph);
    expect(classes.isPinned(conv, 0)).toBe(isPinned);
    if (!isPinned) expect(classes.of(passed, 1)).toBe(classes.of(conv, 1));
  });

  it('moves channels along with a concatenation', () => {
    const { builder, conv } = convolved();
    const other = builder.pointwise(conv, [1, 2, 3, 4], [0, 0]);
    const joined = builder.apply('CONCATENATION', [conv, other], [1, 2, 2, 4], CONCATENATION);
    builder.model(builder.pointwise(joined, [1, 2, 3, 4], [0]));
    const classes = tieChannels(builder.subgraph);
    expect(classes.of(joined, 1)).toBe(classes.of(conv, 1));
    expect(classes.of(joined, 2)).toBe(classes.of(other, 0));
  });

  it('pins what an output is tied to', () => {
    const { builder, conv } = convolved();
    builder.model(builder.apply('RELU', [conv], IMAGE));
    expect(tieChannels(builder.subgraph).isPinned(conv, 1)).toBe(true);
  });

  it('caps what RELU6 cuts off', () => {
    const { builder, conv } = convolved();
    builder.subgraph.operators[0]!.options = optionsOf('Conv2DOptions', {
      fusedActivationFunction: 'RELU6',
    });
    builder.model(builder.pointwise(conv, [1, 2, 3, 4], [0, 0]));
    const classes = tieChannels(builder.subgraph);
    expect([classes.isPinned(conv, 0), classes.capOf(conv)]).toEqual([false, 6]);
  });

  it.each(['RESHAPE', 'PAD', 'MEAN', 'RESIZE_NEAREST_NEIGHBOR', 'RELU'] as const)(
    'passes %s of integers or of a constant by',
    (code) => {
      const { builder, conv } = convolved();
      const numbers = makeTensor({ name: 'numbers', type: 'INT32', shape: IMAGE });
      const moved = makeTensor({ name: 'moved', type: 'INT32', shape: IMAGE });
      builder.subgraph.tensors.push(numbers, moved);
      const second = builder.integers('second', [0, 0]);
      builder.subgraph.operators.push(
        makeOperator({ code, inputs: [numbers, second], outputs: [moved] }),
      );
      const constant = builder.constant('constant', IMAGE, [1, 2, 3, 4, 5, 6, 7, 8]);
      const computed = builder.apply(code, [constant, second], IMAGE);
      builder.model(builder.pointwise(conv, [1, 2, 3, 4], [0, 0]));
      const classes = tieChannels(builder.subgraph);
      expect(classes.isPinned(conv, 0)).toBe(false);
      expect(classes.isPinned(computed, 0)).toBe(true);
    },
  );
});
