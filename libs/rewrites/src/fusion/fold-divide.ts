import { foldIntoChannels } from './fold-into-channels';

/** (W·x + b) / d = (W/d)·x + b/d; a quotient with the channels below the line is no convolution. */
export const foldDivide = foldIntoChannels({
  name: 'fold-divide',
  code: 'DIV',
  map: (divisor, side) => (side === 'right' ? { scale: 1 / divisor, offset: 0 } : undefined),
});
