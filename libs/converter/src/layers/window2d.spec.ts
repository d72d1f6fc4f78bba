import { ShapeFault } from './layer-definition';
import { windowOutput, type Window2d } from './window2d';

const window = (changes: Partial<Window2d>): Window2d => ({
  size: [3, 3],
  strides: [1, 1],
  dilation: [1, 1],
  padding: 'valid',
  ...changes,
});

describe('windowOutput()', () => {
  // What Keras infers for an image of 10 × 7.
  it.each([
    [{}, [8, 5]],
    [{ strides: [2, 3] }, [4, 2]],
    [{ padding: 'same', strides: [2, 3] }, [5, 3]],
    [{ size: [1, 7] }, [10, 1]],
    [{ dilation: [2, 3] }, [6, 1]],
    [{ dilation: [2, 3], padding: 'same' }, [10, 7]],
  ] as const)('%j gives %j', (changes, expected) => {
    expect(windowOutput(window(changes), { height: 10, width: 7 })).toEqual(expected);
  });

  it('refuses a window that does not fit', () => {
    expect(() => windowOutput(window({ size: [3, 8] }), { height: 10, width: 7 })).toThrow(
      ShapeFault,
    );
  });
});
