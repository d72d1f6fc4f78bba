import { optionsOf } from '@flotilla/tflite';
import { concatenationAxis } from '../layers/concatenate';
import type { Lowering } from './lowering';

export const lowerConcatenate: Lowering<'concatenate'> = (node, inputs, build) =>
  build.operator({
    code: 'CONCATENATION',
    version: 1,
    inputs,
    output: build.activation(node.name, node.outputShape),
    options: optionsOf('ConcatenationOptions', {
      axis: concatenationAxis(node.attributes, node.outputShape),
    }),
  });
