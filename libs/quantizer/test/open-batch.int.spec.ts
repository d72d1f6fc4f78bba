import {
  cloneModel,
  makeModel,
  makeOperator,
  makeTensor,
  optionsOf,
  writeModel,
  type Model,
} from '@flotilla/tflite';
import { runInTflite } from '@flotilla/testing';
import { prepareModel } from '../src/prepare/prepare-model';
import { GraphBuilder } from './graph-builder';
import { codesOf } from './planned';

/**
 * As TensorFlow's converter writes `Reshape((3, 4))` after an open batch: the batch is measured and packed with the
 * rest. Only the input is marked open, and one row stands in the file.
 */
function measuringModel(): Model {
  const builder = new GraphBuilder();
  const input = builder.input([1, 12]);
  input.shapeSignature = [-1, 12];
  const scaled = builder.apply(
    'MUL',
    [input, builder.constant('two', [], [2])],
    [1, 12],
    optionsOf('MulOptions'),
  );
  const integer = (name: string, ...shape: number[]) => {
    const tensor = makeTensor({ name, type: 'INT32', shape });
    builder.subgraph.tensors.push(tensor);
    return tensor;
  };
  const scalar = (value: number) => {
    const constant = builder.integers(`size${value}`, [value]);
    constant.shape = [];
    return constant;
  };
  const [sizes, batch, shape] = [integer('sizes', 2), integer('batch'), integer('shape', 3)];
  builder.subgraph.operators.push(
    makeOperator({
      code: 'SHAPE',
      inputs: [scaled],
      outputs: [sizes],
      options: optionsOf('ShapeOptions', { outType: 'INT32' }),
    }),
    makeOperator({
      code: 'STRIDED_SLICE',
      inputs: [
        sizes,
        builder.integers('begin', [0]),
        builder.integers('end', [1]),
        builder.integers('strides', [1]),
      ],
      outputs: [batch],
      options: optionsOf('StridedSliceOptions', { shrinkAxisMask: 1 }),
    }),
    makeOperator({
      code: 'PACK',
      inputs: [batch, scalar(3), scalar(4)],
      outputs: [shape],
      options: optionsOf('PackOptions', { valuesCount: 3 }),
    }),
  );
  return builder.model(builder.apply('RESHAPE', [scaled, shape], [1, 3, 4]));
}

describe('prepareModel() of a model that measures its open batch', () => {
  it('asks for the batch no more', () => {
    const model = measuringModel();
    expect(prepareModel(model)).toEqual({ 'infer-reshape': 1, 'drop-dead': 3 });
    expect(codesOf(model.subgraphs[0]!)).toEqual(['MUL', 'RESHAPE']);
  });

  describe.each([1, 3])('run on a batch of %i', (batch) => {
    const values = Float32Array.from({ length: 12 * batch }, (_, index) => index);
    const inputs = [new Uint8Array(values.buffer)];
    const doubled = [new Uint8Array(values.map((value) => 2 * value).buffer)];
    const original = measuringModel();
    const { model: prepared } = cloneModel(original);
    prepareModel(prepared);

    it('computes the same', async () => {
      expect(await runInTflite(writeModel(original), inputs, { batch })).toEqual(doubled);
      expect(await runInTflite(writeModel(prepared), inputs, { batch })).toEqual(doubled);
    });

    it('can be delegated, which it could not before', async () => {
      const options = { delegate: 'xnnpack', batch } as const;
      await expect(runInTflite(writeModel(original), inputs, options)).rejects.toThrow();
      expect(await runInTflite(writeModel(prepared), inputs, options)).toEqual(doubled);
    });
  });

  it('folds no shape that the batch is part of', () => {
    const model = makeModel(measuringModel());
    const [main] = model.subgraphs;
    main!.outputs.push(main!.tensors.find(({ name }) => name === 'sizes')!);
    prepareModel(model);
    expect(codesOf(main!)).toEqual(['MUL', 'SHAPE', 'RESHAPE']);
  });
});
