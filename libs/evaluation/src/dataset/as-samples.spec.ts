import { makeModel, makeOperator, makeSubgraph, makeTensor, type Model } from '@flotilla/tflite';
import type { TensorArray } from '../elements/array';
import { asSamples } from './as-samples';
import { invocationsOf } from './invocations';
import { modelInputs } from './model-inputs';
import { openDataset } from './open-dataset';

function model(open: boolean): Model {
  const input = makeTensor({
    name: 'x',
    type: 'UINT8',
    shape: [1, 3],
    ...(open && { shapeSignature: [-1, 3] }),
  });
  const output = makeTensor({ name: 'y', type: 'UINT8', shape: [1, 3] });
  const operators = [makeOperator({ code: 'RELU', inputs: [input], outputs: [output] })];
  return makeModel({
    subgraphs: [makeSubgraph({ inputs: [input], outputs: [output], operators })],
  });
}

const array = (shape: number[]): TensorArray => ({
  type: 'UINT8',
  shape,
  bytes: Uint8Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, at) => at),
});

const opened = (shape: number[], of: Model) =>
  openDataset(asSamples(array(shape), of), modelInputs(of));

describe('asSamples()', () => {
  it('makes whole inputs of any batch samples where the batch is open', () => {
    const dataset = opened([4, 5, 3], model(true));
    expect(dataset).toMatchObject({ layout: 'samples', sampleCount: 20 });
    expect([...invocationsOf(dataset)].at(-1)).toEqual({
      inputs: [Uint8Array.of(57, 58, 59)],
      sampleCount: 1,
    });
  });

  it('leaves samples, and whole inputs of a fixed batch, as they are', () => {
    expect(opened([4, 3], model(true))).toMatchObject({ layout: 'samples', sampleCount: 4 });
    expect(opened([4, 1, 3], model(false))).toMatchObject({ layout: 'entries', sampleCount: 4 });
  });

  it('refuses by its own shape what fits neither', () => {
    expect(() => opened([4, 5, 2], model(true))).toThrow('(4, 5, 2)');
    expect(() => opened([4, 5, 3], model(false))).toThrow('(4, 5, 3)');
  });
});
