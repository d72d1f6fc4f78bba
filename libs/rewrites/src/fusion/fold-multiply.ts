import { foldIntoChannels } from './fold-into-channels';

/** (W·x + b) · s = (s·W)·x + s·b: the scale of a batch normalization goes into the weights before it. */
export const foldMultiply = foldIntoChannels({
  name: 'fold-multiply',
  code: 'MUL',
  map: (factor) => ({ scale: factor, offset: 0 }),
});
