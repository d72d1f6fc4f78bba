import { openTensors } from '../graph/open-tensors';
import { SubgraphEditor } from '../graph/subgraph-editor';
import type { AppliedRewrite, Rewrite } from '../rewrite';
import { passedThrough } from './passed-through';

const name = 'drop-identity';

/** Takes out operators that hand on what they are given: reshapes to the same shape, paddings by nothing, … */
export const dropIdentity: Rewrite = {
  name,
  trustsShapes: true,
  apply(subgraph) {
    const editor = new SubgraphEditor(subgraph);
    const open = openTensors(subgraph);
    const applied: AppliedRewrite[] = [];
    for (const operator of subgraph.operators) {
      const [output] = operator.outputs;
      const input = passedThrough(operator, open);
      if (input === undefined || output === undefined) continue;
      if (!editor.bypass(operator, input)) continue;
      applied.push({ rewrite: name, tensor: output.name });
    }
    editor.commit();
    return applied;
  },
};
