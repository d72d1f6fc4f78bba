import { optionsOf } from '@flotilla/tflite';
import { onlyTensor, type Lowering } from './lowering';

export const lowerZeroPadding2d: Lowering<'zeroPadding2d'> = (node, inputs, build) => {
  const { height, width } = node.attributes;
  return build.operator({
    code: 'PAD',
    version: 1,
    inputs: [
      onlyTensor(inputs),
      build.int32s(`${node.name}/paddings`, [4, 2], [0, 0, ...height, ...width, 0, 0]),
    ],
    output: build.activation(node.name, node.outputShape),
    options: optionsOf('PadOptions'),
  });
};
