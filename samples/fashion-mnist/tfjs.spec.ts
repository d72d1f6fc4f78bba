import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as tf from '@tensorflow/tfjs';
import { maxAbsoluteDifference, readFloatNpy } from './npy';
import { loadLayersModel, predict } from './tfjs-files';

const inputs = readFloatNpy(join(__dirname, 'golden-inputs.npy'));
const expected = readFloatNpy(join(__dirname, 'golden-outputs.npy'));

describe('the Fashion-MNIST sample as a TensorFlow.js model', () => {
  let model: tf.LayersModel;

  beforeAll(async () => {
    model = await loadLayersModel(join(__dirname, 'tfjs'));
  });

  afterAll(() => model.dispose());

  it('gives the scores TensorFlow gave for the golden images', () => {
    expect(expected.shape).toEqual([16, 10]);
    const scores = predict(model, inputs);
    expect(maxAbsoluteDifference(scores, expected.values)).toBeLessThanOrEqual(1e-5);
  });

  it('notices a changed weight', () => {
    const layer = model.getLayer('scores');
    const [kernel, bias] = layer.getWeights();
    if (kernel === undefined || bias === undefined) throw new Error('scores has no weights');
    layer.setWeights([kernel.mul(1.01), bias]);
    const scores = predict(model, inputs);
    layer.setWeights([kernel, bias]);
    expect(maxAbsoluteDifference(scores, expected.values)).toBeGreaterThan(1e-5);
  });

  it('has the parameters that the metrics tell', () => {
    const metrics = JSON.parse(readFileSync(join(__dirname, 'metrics.json'), 'utf8')) as {
      parameters: number;
    };
    expect(model.countParams()).toBe(metrics.parameters);
  });
});
