import { optionsOf, type Tensor } from '@flotilla/tflite';
import type { Lowering } from './lowering';

/** Two by two, in the order of the inputs, since ADD_N has no delegate and no integer kernel. */
export const lowerAdd: Lowering<'add'> = (node, inputs, build) =>
  inputs.reduce((sum: Tensor, term: Tensor, index) =>
    build.operator({
      code: 'ADD',
      version: 1,
      inputs: [sum, term],
      output: build.activation(
        index === inputs.length - 1 ? node.name : `${node.name}/partial`,
        node.outputShape,
      ),
      options: optionsOf('AddOptions'),
    }),
  );
