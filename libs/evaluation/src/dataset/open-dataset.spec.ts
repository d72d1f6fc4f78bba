import { codeThrownBy } from '@flotilla/foundation/testing';
import type { TensorArray } from '../elements/array';
import { readNumbers, writeNumbers } from '../elements/numbers';
import type { ModelInput } from './model-input';
import { openDataset } from './open-dataset';

const image: ModelInput = { name: 'image', type: 'FLOAT32', shape: [1, 2] };

function floats(shape: number[], values?: number[]): TensorArray {
  const count = shape.reduce((product, dimension) => product * dimension, 1);
  const numbers = values ?? Array.from({ length: count }, (_, at) => at);
  return { type: 'FLOAT32', shape, bytes: writeNumbers('FLOAT32', numbers) };
}

describe('openDataset()', () => {
  it('counts samples along the first axis', () => {
    const dataset = openDataset(floats([3, 2]), [image]);
    expect(dataset).toMatchObject({ layout: 'samples', sampleCount: 3, invocationCount: 3 });
    expect(dataset.inputs(2).map((bytes) => [...readNumbers('FLOAT32', bytes)])).toEqual([[4, 5]]);
  });

  it('hands a model with a batch so many samples at a time, and repeats the last one to fill', () => {
    const dataset = openDataset(floats([3, 2]), [{ ...image, shape: [2, 2] }]);
    expect(dataset).toMatchObject({ samplesPerInvocation: 2, invocationCount: 2 });
    expect([dataset.samplesIn(0), dataset.samplesIn(1)]).toEqual([2, 1]);
    expect([...readNumbers('FLOAT32', dataset.inputs(1)[0] ?? new Uint8Array())]).toEqual([
      4, 5, 4, 5,
    ]);
  });

  it('takes entries with one axis more as whole inputs', () => {
    const dataset = openDataset(floats([2, 3, 2]), [{ ...image, shape: [3, 2] }]);
    expect(dataset).toMatchObject({
      layout: 'entries',
      sampleCount: 2,
      samplesPerInvocation: 1,
      invocationCount: 2,
    });
    expect([...readNumbers('FLOAT32', dataset.inputs(1)[0] ?? new Uint8Array())]).toEqual([
      6, 7, 8, 9, 10, 11,
    ]);
  });

  it('fills several inputs by name', () => {
    const scale: ModelInput = { name: 'scale', type: 'INT32', shape: [1] };
    const labels: TensorArray = {
      type: 'INT64',
      shape: [2],
      bytes: writeNumbers('INT64', [7, -8]),
    };
    const dataset = openDataset(
      new Map([
        ['scale', labels],
        ['image', floats([2, 2])],
      ]),
      [image, scale],
    );
    expect(dataset.inputs(1).map(({ byteLength }) => byteLength)).toEqual([8, 4]);
    expect([...readNumbers('INT32', dataset.inputs(1)[1] ?? new Uint8Array())]).toEqual([-8]);
  });

  it('refuses arrays of another shape', () => {
    for (const shape of [[2], [3, 3], [1, 1, 1, 2], [2, 2, 2]]) {
      expect(codeThrownBy(() => openDataset(floats(shape), [image]))).toBe('DATASET_SHAPE');
    }
  });

  it('refuses an empty array', () => {
    expect(codeThrownBy(() => openDataset(floats([0, 2]), [image]))).toBe('DATASET_EMPTY');
  });

  it('refuses an input without array, an array without input, and a lone array for two inputs', () => {
    const other = { ...image, name: 'other' };
    expect(codeThrownBy(() => openDataset(new Map([['other', floats([1, 2])]]), [image]))).toBe(
      'DATASET_INPUTS',
    );
    expect(
      codeThrownBy(() => openDataset(new Map([['image', floats([1, 2])]]), [image, other])),
    ).toBe('DATASET_INPUTS');
    expect(codeThrownBy(() => openDataset(floats([1, 2]), [image, other]))).toBe('DATASET_INPUTS');
  });

  it('refuses arrays of different lengths', () => {
    const arrays = new Map([
      ['image', floats([1, 2])],
      ['other', floats([2, 2])],
    ]);
    expect(codeThrownBy(() => openDataset(arrays, [image, { ...image, name: 'other' }]))).toBe(
      'DATASET_SHAPE',
    );
  });
});
