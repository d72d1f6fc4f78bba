import { floatData } from '@flotilla/tflite';
import { constantFold, withValues } from './fold-constant';

/** (W·x + b) + o = W·x + (b + o): the offset of a batch normalization goes into the bias before it. */
export const foldAdd = constantFold({
  name: 'fold-add',
  code: 'ADD',
  fold: ({ weights, bias }, offset) => {
    const sum = floatData(bias).map((value, channel) => value + (offset[channel] ?? 0));
    return { weights, bias: withValues(bias, sum) };
  },
});
