import { constantData, isConstant, sameShape, type Operator, type Tensor } from '@flotilla/tflite';
import type { AppliedRewrite, Rewrite } from './rewrite';
import { SubgraphEditor } from './subgraph-editor';

/** Takes out reshapes to the shape that is there already, and paddings by nothing. */
export const dropIdentity: Rewrite = {
  name: 'drop-identity',
  apply(subgraph) {
    const editor = new SubgraphEditor(subgraph);
    const applied: AppliedRewrite[] = [];
    for (const operator of subgraph.operators) {
      const [input] = operator.inputs;
      const [output] = operator.outputs;
      if (!input || output === undefined || !isIdentity(operator, input, output)) continue;
      if (!editor.bypass(operator, input)) continue;
      applied.push({ rewrite: 'drop-identity', tensor: output.name });
    }
    editor.commit();
    return applied;
  },
};

function isIdentity({ code, inputs }: Operator, input: Tensor, output: Tensor): boolean {
  if (code === 'RESHAPE') return sameShape(shapeOf(input), shapeOf(output));
  if (code !== 'PAD') return false;
  const paddings = inputs[1];
  if (!isConstant(paddings) || paddings.type !== 'INT32') return false;
  return constantData(paddings, 'INT32').every((count) => count === 0);
}

function shapeOf(tensor: Tensor): readonly number[] {
  return tensor.shapeSignature ?? tensor.shape;
}
