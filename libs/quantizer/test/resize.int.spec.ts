import { runInTflite, tflite, ZOO } from '@flotilla/testing';
import { optionsOf, readModel, writeModel, type Model } from '@flotilla/tflite';
import { quantize } from '../src/quantize';
import type { InputChange } from '../src/resize/input-shapes';
import { resizeInputs } from '../src/resize/resize-inputs';
import { fidelityOf } from './fidelity';
import { GraphBuilder } from './graph-builder';
import { imageLike } from './image-like';
import { normalNumbers } from './normal-numbers';
import { mainOf } from './planned';

async function zooModel(wanted: string): Promise<Model> {
  const zoo = ZOO.find(({ name }) => name === wanted);
  if (zoo === undefined) throw new RangeError(`the zoo has no ${wanted}`);
  return readModel(await zoo.load());
}

function convolution(...operators: ((builder: GraphBuilder) => void)[]): GraphBuilder {
  const builder = new GraphBuilder();
  const next = normalNumbers(2);
  const numbers = (count: number) => Array.from({ length: count }, next);
  builder.pointwise(builder.input([1, 4, 4, 3]), numbers(6), numbers(2));
  operators.forEach((add) => {
    add(builder);
  });
  return builder;
}

function last({ subgraph }: GraphBuilder) {
  const tensor = subgraph.operators.at(-1)?.outputs[0];
  if (tensor === undefined) throw new RangeError('nothing was built');
  return tensor;
}

function refusal(operator: string) {
  return {
    code: 'RESIZE_REFUSED',
    message: expect.stringContaining(operator) as string,
  };
}

/** Sums in another order round otherwise. */
function expectAlike(actual: Uint8Array, expected: Uint8Array): void {
  expect(fidelityOf(expected, actual).snrDb).toBeGreaterThan(90);
}

function concatenated(parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

describe('resizeInputs() of a published model', () => {
  const images = [1, 2, 3].map((seed) => imageLike([1, 224, 224, 3], seed));
  let original: Model;
  let single: Uint8Array[][];

  beforeAll(async () => {
    original = await zooModel('hand_landmark_lite');
    const file = writeModel(original);
    single = [];
    for (const image of images) single.push(await runInTflite(file, [image]));
  }, 60_000);

  it('computes a batch sample by sample', async () => {
    const before = writeModel(original);
    const resized = await resizeInputs(original, { batch: 3 }, tflite());
    expect(writeModel(original)).toEqual(before);
    const main = mainOf(resized);
    expect(main.inputs.map(({ shape }) => shape)).toEqual([[3, 224, 224, 3]]);
    expect(main.outputs.map(({ shape }) => shape[0])).toEqual([3, 3, 3, 3]);
    const outputs = await runInTflite(writeModel(resized), [concatenated(images)]);
    outputs.forEach((bytes, output) => {
      expectAlike(bytes, concatenated(single.map((each) => each[output] ?? new Uint8Array())));
    });
  });

  it('leaves a batch open', async () => {
    const resized = await resizeInputs(original, { batch: 'open' }, tflite());
    const main = mainOf(resized);
    expect(main.inputs[0]).toMatchObject({
      shape: [1, 224, 224, 3],
      shapeSignature: [-1, 224, 224, 3],
    });
    expect(main.outputs.map(({ shapeSignature }) => shapeSignature?.[0])).toEqual([-1, -1, -1, -1]);
    const file = writeModel(resized);
    const outputs = await runInTflite(file, [concatenated(images)], { batch: 3 });
    const [landmarks = new Uint8Array()] = outputs;
    expectAlike(landmarks, concatenated(single.map(([each]) => each ?? new Uint8Array())));
    expect(await runInTflite(file, [images[0] ?? new Uint8Array()])).toEqual(single[0]);
  });

  it('closes an open batch', async () => {
    const open = await resizeInputs(original, { batch: 'open' }, tflite());
    const closed = await resizeInputs(open, { batch: 2 }, tflite());
    expect(mainOf(closed).tensors.filter(({ shapeSignature }) => shapeSignature)).toEqual([]);
    expect(mainOf(closed).inputs[0]?.shape).toEqual([2, 224, 224, 3]);
  });

  it('can be quantized', async () => {
    const resized = await resizeInputs(original, { batch: 2 }, tflite());
    const { model } = await quantize(resized, {
      scheme: 'int8',
      runtime: tflite(),
      effort: 'fast',
      calibration: () => [{ inputs: [concatenated(images.slice(0, 2))], sampleCount: 2 }],
    });
    expect(mainOf(model).outputs[0]?.shape).toEqual([2, 63]);
  }, 60_000);

  it('names the RESHAPE that would mix samples, and takes larger images', async () => {
    const faces = await zooModel('face_detection_short_range');
    for (const batch of [2, 'open'] as const) {
      await expect(resizeInputs(faces, { batch }, tflite())).rejects.toMatchObject(
        refusal('RESHAPE (reshape'),
      );
    }
    const shapes = new Map([['input', [1, 256, 256, 3]]]);
    const larger = await resizeInputs(faces, { shapes }, tflite());
    expect(mainOf(larger).outputs.map(({ shape }) => shape)).toEqual([
      [1, 4 * 896, 16],
      [1, 4 * 896, 1],
    ]);
  });
});

describe('resizeInputs()', () => {
  const wider: InputChange = { shapes: new Map([['input0', [1, 6, 8, 3]]]) };

  it('works out the shapes of activations', async () => {
    const builder = convolution((each) => {
      each.apply('PAD', [last(each), each.integers('paddings', [0, 0, 1, 1, 1, 1, 0, 0])], []);
    });
    builder.subgraph.tensors.forEach((tensor) => {
      if (tensor.name === 'paddings') tensor.shape = [4, 2];
    });
    const resized = await resizeInputs(builder.model(last(builder)), wider, tflite());
    expect(mainOf(resized).operators.map(({ outputs }) => outputs[0]?.shape)).toEqual([
      [1, 6, 8, 2],
      [1, 8, 10, 2],
    ]);
  });

  it('names the operator that goes on with the old batch without a word', async () => {
    const builder = convolution((each) => {
      const ends = [
        [0, 0, 0, 0],
        [1, 4, 4, 2],
        [1, 1, 1, 1],
      ].map((values, at) => each.integers(`part${at}`, values));
      each.apply(
        'STRIDED_SLICE',
        [last(each), ...ends],
        [1, 4, 4, 2],
        optionsOf('StridedSliceOptions'),
      );
    });
    const model = builder.model(last(builder));
    await expect(resizeInputs(model, { batch: 2 }, tflite())).rejects.toMatchObject(
      refusal('STRIDED_SLICE (strided_slice1)'),
    );
    await expect(resizeInputs(model, { batch: 'open' }, tflite())).rejects.toMatchObject(
      refusal('STRIDED_SLICE'),
    );
  });

  it('finds samples that are mixed while every shape follows', async () => {
    const builder = convolution((each) => {
      const rows = each.apply('RELU', [last(each)], [1, 4, 4, 2]);
      const options = optionsOf('ConcatenationOptions', { axis: 0 });
      const joined = each.apply('CONCATENATION', [rows, rows], [2, 4, 4, 2], options);
      each.apply('NEG', [joined], [2, 4, 4, 2]);
    });
    const model = builder.model(last(builder));
    await expect(resizeInputs(model, { batch: 2 }, tflite())).rejects.toMatchObject(
      refusal('neg3'),
    );
  });

  it('names the transposed convolution that writes a constant size', async () => {
    const builder = convolution((each) => {
      const size = each.integers('size', [1, 8, 8, 1]);
      const filter = each.constant('filter', [1, 2, 2, 2], [1, 2, 3, 4, 5, 6, 7, 8]);
      each.apply(
        'TRANSPOSE_CONV',
        [size, filter, last(each)],
        [1, 8, 8, 1],
        optionsOf('TransposeConvOptions', { padding: 'SAME', strideW: 2, strideH: 2 }),
      );
    });
    const model = builder.model(last(builder));
    await expect(resizeInputs(model, wider, tflite())).rejects.toMatchObject(
      refusal('TRANSPOSE_CONV (transpose_conv1)'),
    );
    const same = await resizeInputs(model, { batch: 1 }, tflite());
    expect(writeModel(same)).toEqual(writeModel(model));
  });

  it('follows a batch that is moved to another axis', async () => {
    const builder = convolution((each) => {
      each.apply('TRANSPOSE', [last(each), each.integers('order', [1, 0, 2, 3])], [4, 1, 4, 2]);
    });
    const resized = await resizeInputs(builder.model(last(builder)), { batch: 'open' }, tflite());
    expect(mainOf(resized).outputs[0]).toMatchObject({
      shape: [4, 1, 4, 2],
      shapeSignature: [4, -1, 4, 2],
    });
  });

  it.each([
    ['INPUT_UNKNOWN', { shapes: new Map([['image', [1, 4, 4, 3]]]) }],
    ['RESIZE_REFUSED', { shapes: new Map([['input0', [4, 4, 3]]]) }],
    ['RESIZE_REFUSED', { shapes: new Map([['input0', [1, 4, 4, 4]]]) }],
  ])('refuses with %s', async (code, change) => {
    const builder = convolution();
    await expect(
      resizeInputs(builder.model(last(builder)), change, tflite()),
    ).rejects.toMatchObject({ code });
  });
});
