import type { Lowering } from './lowering';

export const lowerInput: Lowering<'input'> = (node, _inputs, build) =>
  build.activation(node.name, node.outputShape);
