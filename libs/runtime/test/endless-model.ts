import {
  makeModel,
  makeOperator,
  makeSubgraph,
  optionsOf,
  type Tensor,
  writeModel,
} from '@flotilla/tflite';
import { operator, vector } from './vector-models';

/** WHILE (x = x) x ← relu(x). */
export function endlessModel(): Uint8Array {
  const scalar = (name: string): Tensor => vector(name, { shape: [1] });
  const [x, y, asked, before, after] = ['x', 'y', 'asked', 'before', 'after'].map(scalar) as [
    Tensor,
    Tensor,
    Tensor,
    Tensor,
    Tensor,
  ];
  const goOn = vector('go on', { type: 'BOOL', shape: [1] });
  const options = optionsOf('WhileOptions', { condSubgraphIndex: 1, bodySubgraphIndex: 2 });
  const main = makeSubgraph({
    inputs: [x],
    outputs: [y],
    operators: [makeOperator({ code: 'WHILE', inputs: [x], outputs: [y], options })],
  });
  const condition = makeSubgraph({
    inputs: [asked],
    outputs: [goOn],
    operators: [operator('EQUAL', [asked, asked], goOn)],
  });
  const body = makeSubgraph({
    inputs: [before],
    outputs: [after],
    operators: [operator('RELU', [before], after)],
  });
  return writeModel(makeModel({ subgraphs: [main, condition, body] }));
}
