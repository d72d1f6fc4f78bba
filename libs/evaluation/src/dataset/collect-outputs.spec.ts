import { codeThrownBy } from '@flotilla/foundation/testing';
import { readNumbers, writeNumbers } from '../elements/numbers';
import type { TensorSpec } from '../interpreter';
import { OutputCollector } from './collect-outputs';
import type { ModelInput } from './model-input';
import { openDataset } from './open-dataset';

function datasetOf(shape: number[], inputShape: number[]) {
  const input: ModelInput = { name: 'x', type: 'UINT8', shape: inputShape };
  const length = shape.reduce((product, dimension) => product * dimension, 1);
  return openDataset({ type: 'UINT8', shape, bytes: new Uint8Array(length) }, [input]);
}

const spec = (shape: number[], extra: Partial<TensorSpec> = {}): TensorSpec => ({
  name: 'y',
  type: 'INT8',
  shape,
  byteLength: shape.reduce((product, dimension) => product * dimension, 1),
  ...extra,
});

describe('OutputCollector', () => {
  it('drops the batch axis and the repetitions that filled the last batch', () => {
    const collector = new OutputCollector(datasetOf([3, 4], [2, 4]), { raw: false });
    collector.add(0, Uint8Array.of(1, 2), spec([2, 1]));
    collector.add(1, Uint8Array.of(3, 99), spec([2, 1]));
    const { shape, bytes, type } = collector.array();
    expect({ shape, type, values: [...bytes] }).toEqual({
      shape: [3, 1],
      type: 'INT8',
      values: [1, 2, 3],
    });
  });

  it('keeps whole outputs for whole inputs', () => {
    const collector = new OutputCollector(datasetOf([2, 2, 4], [2, 4]), { raw: false });
    collector.add(0, Uint8Array.of(1, 2), spec([2, 1]));
    collector.add(1, Uint8Array.of(3, 4), spec([2, 1]));
    expect(collector.array().shape).toEqual([2, 2, 1]);
  });

  it('dequantizes unless raw', () => {
    const quantization = { scale: 0.5, zeroPoint: 1 };
    for (const raw of [false, true]) {
      const collector = new OutputCollector(datasetOf([1, 4], [1, 4]), { raw });
      collector.add(0, Uint8Array.of(5), spec([1, 1], { quantization }));
      const { type, bytes } = collector.array();
      expect([type, ...readNumbers(type, bytes)]).toEqual(raw ? ['INT8', 5] : ['FLOAT32', 2]);
    }
  });

  it('keeps integers that are not quantized', () => {
    const collector = new OutputCollector(datasetOf([1, 4], [1, 4]), { raw: false });
    collector.add(0, writeNumbers('INT64', [7]), spec([1], { type: 'INT64' }));
    expect(collector.array()).toMatchObject({ type: 'INT64', shape: [1] });
  });

  it('takes an output without a batch as one sample of a model that takes one at a time', () => {
    const collector = new OutputCollector(datasetOf([1, 4], [1, 4]), { raw: false });
    collector.add(0, Uint8Array.of(1, 2, 3), spec([3]));
    expect(collector.array().shape).toEqual([1, 3]);
  });

  it('cannot divide such an output among the samples of a batch', () => {
    const collector = new OutputCollector(datasetOf([2, 4], [2, 4]), { raw: false });
    expect(
      codeThrownBy(() => {
        collector.add(0, Uint8Array.of(1, 2, 3), spec([3]));
      }),
    ).toBe('OUTPUT_UNSUITABLE');
  });

  it('refuses outputs whose shape changes', () => {
    const collector = new OutputCollector(datasetOf([2, 4], [1, 4]), { raw: false });
    collector.add(0, Uint8Array.of(1), spec([1, 1]));
    expect(
      codeThrownBy(() => {
        collector.add(1, Uint8Array.of(1, 2), spec([1, 2]));
      }),
    ).toBe('OUTPUT_UNSUITABLE');
  });
});
