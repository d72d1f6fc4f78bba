import { channelsAlong, singleChannel } from './channels';
import { weightParameters } from './weight-parameters';

describe('weightParameters()', () => {
  it('gives each channel its largest magnitude over 127', () => {
    const values = Float32Array.of(1, -127, 254, 3);
    const parameters = weightParameters(values, channelsAlong([2, 2], 0), 0, 'INT8');
    expect(parameters.scale).toEqual([1, 2]);
    expect(parameters.zeroPoint).toEqual([0, 0]);
  });

  it('follows the last axis, as depthwise filters need', () => {
    const values = Float32Array.of(127, 1, 2, -254);
    expect(weightParameters(values, channelsAlong([1, 2, 1, 2], 3), 3, 'INT8').scale).toEqual([
      1, 2,
    ]);
  });

  it('gives a dead channel the largest scale of the others', () => {
    const values = Float32Array.of(0, 0, 127, 5);
    expect(weightParameters(values, channelsAlong([2, 2], 0), 0, 'INT8').scale).toEqual([1, 1]);
  });

  it('stays finite and positive when every weight is zero or too small for float32', () => {
    const [zero = NaN] = weightParameters(new Float32Array(4), singleChannel(4), 0, 'INT8').scale;
    const [tiny = NaN] = weightParameters(
      Float32Array.of(1e-44),
      singleChannel(1),
      0,
      'INT8',
    ).scale;
    expect(zero).toBeGreaterThan(0);
    expect(tiny).toBeGreaterThan(0);
  });

  it('uses the seven steps of int4', () => {
    const { type, scale } = weightParameters(Float32Array.of(-7, 3), singleChannel(2), 0, 'INT4');
    expect({ type, scale }).toEqual({ type: 'INT4', scale: [1] });
  });
});
