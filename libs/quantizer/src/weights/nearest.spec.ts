import * as fc from 'fast-check';
import { makeOperator, makeTensor } from '@flotilla/tflite';
import { dequantizeValues } from '../../test/dequantize-values';
import { blocksAlongLastAxis, channelsAlong } from '../numerics/channels';
import { nearest } from './nearest';
import type { WeightRequest } from './weight-method';

const operator = makeOperator({
  code: 'CONV_2D',
  inputs: [],
  outputs: [makeTensor({ name: 'y', type: 'FLOAT32', shape: [1] })],
});

function request(values: readonly number[], facts: Partial<WeightRequest> = {}): WeightRequest {
  const channels = channelsAlong([2, values.length / 2], 0);
  return {
    operator,
    values: Float32Array.from(values),
    type: 'INT8',
    channels,
    axis: 0,
    ...facts,
  };
}

const weights = fc.array(fc.float({ noNaN: true, noDefaultInfinity: true, min: -8, max: 8 }), {
  minLength: 6,
  maxLength: 6,
});

describe('nearest()', () => {
  it.each(['INT8', 'INT4'] as const)('keeps every %s weight within half a step', (type) => {
    fc.assert(
      fc.property(weights, (values) => {
        const asked = request(values, { type });
        const { parameters, values: integers } = nearest(asked);
        dequantizeValues(integers, parameters, asked.channels).forEach((value, index) => {
          const step = parameters.scale[Math.floor(index / 3)] ?? NaN;
          expect(Math.abs(value - (asked.values[index] ?? NaN))).toBeLessThanOrEqual(
            step * 0.50001,
          );
        });
      }),
    );
  });

  it('widens the scale of a channel whose bias asks for it, and of no other', () => {
    const { parameters, values } = nearest(request([127, 1, 127, 1], { minimumScale: [0, 4] }));
    expect(parameters.scale).toEqual([1, 4]);
    expect([...values]).toEqual([127, 1, 32, 0]);
  });

  it('gives each block a scale and says how long blocks are', () => {
    const values = Array.from({ length: 64 }, (_, index) => (index < 32 ? 7 : 14));
    const channels = blocksAlongLastAxis([1, 64], 32);
    const { parameters } = nearest(request(values, { type: 'INT4', channels, blockSize: 32 }));
    expect(parameters).toMatchObject({ scale: [1, 2], blockSize: 32 });
  });
});
