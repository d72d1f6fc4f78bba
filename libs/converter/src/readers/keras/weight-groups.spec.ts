import { fixture, memberOf } from '../../../test/fixture';
import type { TopologyLayer } from '../topology/topology';
import { Hdf5File } from './hdf5';
import { snakeCase, weightGroups } from './weight-groups';

const layer = (name: string, className: string): TopologyLayer => ({
  name,
  className,
  config: {},
  calls: [],
});

describe('snakeCase()', () => {
  it.each([
    ['Conv2D', 'conv2d'],
    ['DepthwiseConv2D', 'depthwise_conv2d'],
    ['ReLU', 're_lu'],
    ['BatchNormalization', 'batch_normalization'],
    ['GlobalAveragePooling2D', 'global_average_pooling2d'],
    ['Dense', 'dense'],
  ])('%s is %s', (className, expected) => {
    expect(snakeCase(className)).toBe(expected);
  });
});

describe('weightGroups()', () => {
  const file = new Hdf5File(memberOf(fixture('every-layer.keras'), 'model.weights.h5'));

  it('counts layers of a class where the file has no name of theirs', () => {
    const groups = weightGroups(file, [
      layer('first', 'Dense'),
      layer('second', 'Dense'),
      layer('third', 'Conv2D'),
      layer('fourth', 'Dense'),
    ]);
    expect(Object.fromEntries(groups)).toEqual({
      first: 'layers/dense/vars',
      second: 'layers/dense_1/vars',
      third: 'layers/conv2d/vars',
      fourth: 'layers/dense_2/vars',
    });
  });

  it('trusts the name that the file notes over the count', () => {
    const groups = weightGroups(file, [layer('logits', 'Dense'), layer('per_row', 'Dense')]);
    expect(Object.fromEntries(groups)).toEqual({
      logits: 'layers/dense_2/vars',
      per_row: 'layers/dense/vars',
    });
  });
});
