import { sameShape } from '@flotilla/tflite';
import { ShapeFault, type LayerDefinition, type NoAttributes } from './layer-definition';
import { formatShape } from '../shape';

export const add: LayerDefinition<NoAttributes> = {
  inputs: 'many',
  classes: { Add: () => ({}) },
  outputShape: (_, inputs) => {
    const [first, ...others] = inputs;
    if (first === undefined || others.length === 0)
      throw new ShapeFault('takes at least two inputs');
    const odd = others.find((shape) => !sameShape(first, shape));
    if (odd !== undefined) {
      throw new ShapeFault(`cannot add ${formatShape(odd)} to ${formatShape(first)}`);
    }
    return first;
  },
};
