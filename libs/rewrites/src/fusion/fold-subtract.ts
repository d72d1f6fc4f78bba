import { foldIntoChannels } from './fold-into-channels';

/** (W·x + b) − o = W·x + (b − o), and o − (W·x + b) = (−W)·x + (o − b). */
export const foldSubtract = foldIntoChannels({
  name: 'fold-subtract',
  code: 'SUB',
  map: (term, side) =>
    side === 'right' ? { scale: 1, offset: -term } : { scale: -1, offset: term },
});
