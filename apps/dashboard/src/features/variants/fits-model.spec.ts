import { fitsModel } from './fits-model';

describe('fitsModel()', () => {
  const open = [{ shape: [-1, 28, 28, 1] }];

  it.each([
    [[28, 28, 1], open, true],
    [[32, 32, 3], open, false],
    [[28, 28], open, false],
    // Whole inputs: any batch where it is open, its own where not.
    [[8, 28, 28, 1], open, true],
    [[1, 28, 28, 1], [{ shape: [1, 28, 28, 1] }], true],
    [[8, 28, 28, 1], [{ shape: [1, 28, 28, 1] }], false],
    // A dimension that is open takes any size.
    [[100, 3], [{ shape: [1, -1, 3] }], true],
    // The server judges what has several inputs.
    [[5], [{ shape: [1, 2] }, { shape: [1, 3] }], true],
  ])('samples of %j for a model that takes %j: %s', (sampleShape, inputs, fits) => {
    expect(fitsModel(sampleShape, inputs)).toBe(fits);
  });
});
