import { readNumbers } from '@flotilla/evaluation';
import { runInTflite } from '@flotilla/testing';
import { writeModel } from '@flotilla/tflite';
import { calibrationModel } from '../src/calibrate/calibration-model';
import { GraphBuilder } from './graph-builder';
import { normalNumbers } from './normal-numbers';

/** Two activations of a shape: x rectified, and its negative. */
function built(shape: number[]) {
  const builder = new GraphBuilder();
  const rectified = builder.apply('RELU', [builder.input(shape)], shape);
  const negative = builder.apply('NEG', [rectified], shape);
  return { model: builder.model(negative), activations: [rectified, negative] };
}

describe('calibrationModel() with a grid', () => {
  it('gives out every so manyeth pixel of large images, from the middle of the first step on', async () => {
    const [height, width, channels] = [47, 62, 3];
    const shape = [2, height, width, channels];
    const { model, activations } = built(shape);
    const before = writeModel(model);
    const { model: instrumented, observed } = calibrationModel(model, 'grid');
    expect(observed).toEqual(activations);
    expect(writeModel(model)).toEqual(before);

    const input = Float32Array.from({ length: 2 * height * width * channels }, normalNumbers(1));
    const outputs = await runInTflite(writeModel(instrumented), [new Uint8Array(input.buffer)]);
    // √(47 · 62 / 100) is 5.4.
    const step = 5;
    const picked = input.filter((_, index) => {
      const column = Math.floor(index / channels) % width;
      const row = Math.floor(index / channels / width) % height;
      return row % step === 2 && column % step === 2;
    });
    expect(outputs.map((bytes) => [...readNumbers('FLOAT32', bytes)])).toEqual([
      [...picked.map((value) => Math.max(0, value))],
      [...picked.map((value) => -Math.max(0, value))],
    ]);
  });

  it.each([
    ['small images', [1, 14, 14, 2]],
    ['what is no image', [40, 1000]],
  ])('gives out all of %s', (_, shape) => {
    const { model } = built(shape);
    const { model: instrumented } = calibrationModel(model, 'grid');
    expect(instrumented.subgraphs[0]?.operators).toHaveLength(2);
    expect(instrumented.subgraphs[0]?.outputs.map((output) => output.shape)).toEqual([
      shape,
      shape,
    ]);
    expect(writeModel(instrumented)).toEqual(writeModel(calibrationModel(model, 'whole').model));
  });
});
