import { tflite } from '@flotilla/testing';
import { makeOperator, makeTensor } from '@flotilla/tflite';
import { momentsOfRows } from '../src/calibrate/moments-of-rows';
import { RowSamples } from '../src/calibrate/row-samples';
import { normalNumbers } from './normal-numbers';
import { secondMomentsOf } from './second-moments-of';

const tensor = (name: string, ...shape: number[]) => makeTensor({ name, type: 'FLOAT32', shape });

/** A fully connected operator whose input holds as many rows as its weights are long. */
function dense(rows: number, length: number) {
  return makeOperator({
    code: 'FULLY_CONNECTED',
    inputs: [tensor('x', rows, length), tensor('w', 4, length), null],
    outputs: [tensor('y', rows, 4)],
  });
}

function expectClose(actual: Float32Array | Float64Array, expected: readonly number[]): void {
  expect(actual).toHaveLength(expected.length);
  actual.forEach((value, index) => {
    expect(value).toBeCloseTo(expected[index] ?? NaN, 4);
  });
}

describe('momentsOfRows()', () => {
  it.each([
    [1, 1],
    [7, 5],
    [300, 64],
  ])('of %i rows of %i values are their mean products and means', async (count, length) => {
    const values = Float32Array.from({ length: count * length }, normalNumbers(count));
    const rows = Array.from({ length: count }, (_, row) => [
      ...values.subarray(row * length, (row + 1) * length),
    ]);
    const { products, mean } = await momentsOfRows(values, length, tflite());
    const expected = secondMomentsOf(rows);
    expectClose(products, expected.products);
    expectClose(mean, expected.mean);
  });
});

describe('RowSamples', () => {
  // Short rows are summed up as they come, long ones multiplied by the runtime.
  it.each([8, 47, 48, 100])('of rows of %i values that it takes all are exact', async (length) => {
    const next = normalNumbers(length);
    // Few enough rows a sample that each is taken once.
    const samples = RowSamples.of(dense(1, length), 20)!;
    const rows = Array.from({ length: 20 }, () =>
      Array.from(Float32Array.from({ length }, () => next() + 1)),
    );
    for (const row of rows) samples.add(Float32Array.from(row));
    const [moments, ...others] = await samples.moments(tflite());
    const expected = secondMomentsOf(rows);
    expect(others).toEqual([]);
    expectClose(moments!.products, expected.products);
    expectClose(moments!.mean, expected.mean);
  });

  it.each([16, 64])('takes rows of %i values from all over a large input', async (length) => {
    const count = 4000;
    const samples = RowSamples.of(dense(count, length), 2)!;
    // A row's values are how far down it lies: the mean says where rows were taken from.
    const values = Float32Array.from(
      { length: count * length },
      (_, index) => Math.floor(index / length) / count,
    );
    samples.add(values);
    samples.add(values);
    const [moments] = await samples.moments(tflite());
    expect(moments?.mean[0]).toBeCloseTo(1 / 2, 2);
    expect(moments?.products[0]).toBeCloseTo(1 / 3, 2);
  });

  it('has no moments without a sample, and takes no more samples than it was made for', async () => {
    const samples = RowSamples.of(dense(1, 64), 2)!;
    expect(await samples.moments(tflite())).toEqual([]);
    for (const value of [1, 1, 100]) samples.add(new Float32Array(64).fill(value));
    const [moments] = await samples.moments(tflite());
    expect(moments?.mean[0]).toBe(1);
  });

  it('has a group for each channel of a depthwise convolution', async () => {
    const operator = makeOperator({
      code: 'DEPTHWISE_CONV_2D',
      inputs: [tensor('x', 1, 4, 4, 3), tensor('w', 1, 3, 3, 6), null],
      outputs: [tensor('y', 1, 2, 2, 6)],
      options: {
        type: 'DepthwiseConv2DOptions',
        padding: 'VALID',
        strideW: 1,
        strideH: 1,
        depthMultiplier: 2,
        fusedActivationFunction: 'NONE',
        dilationWFactor: 1,
        dilationHFactor: 1,
      },
    });
    const samples = RowSamples.of(operator, 1)!;
    samples.add(Float32Array.from({ length: 48 }, (_, index) => index % 3));
    const moments = await samples.moments(tflite());
    expect(moments.map(({ mean }) => mean[0])).toEqual([0, 0, 1, 1, 2, 2]);
  });

  it('is not made for rows that are too long or no rows', () => {
    expect(RowSamples.of(dense(1, 1537), 1)).toBeUndefined();
    expect(
      RowSamples.of(makeOperator({ code: 'RELU', inputs: [], outputs: [] }), 1),
    ).toBeUndefined();
  });
});
