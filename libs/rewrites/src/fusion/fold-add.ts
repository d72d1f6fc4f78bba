import { foldIntoChannels } from './fold-into-channels';

/** (W·x + b) + o = W·x + (b + o): the offset of a batch normalization goes into the bias before it. */
export const foldAdd = foldIntoChannels({
  name: 'fold-add',
  code: 'ADD',
  map: (term) => ({ scale: 1, offset: term }),
});
