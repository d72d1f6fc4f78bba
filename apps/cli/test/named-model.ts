import {
  makeModel,
  makeOperator,
  makeSubgraph,
  makeTensor,
  type Operator,
  type Tensor,
  writeModel,
} from '@flotilla/tflite';

/** A model of one custom operator, which bears a name, as do its tensors and its signature. */
export function namedModel(name: string): Uint8Array {
  return oneOperatorModel([1, 4], name, { code: 'CUSTOM', customCode: name });
}

/** A small file of a model whose input and output are 3.6 GB each. */
export function enormousModel(): Uint8Array {
  return oneOperatorModel([1, 30_000, 30_000, 1], 'x', { code: 'RELU' });
}

function oneOperatorModel(
  shape: number[],
  name: string,
  operator: Pick<Operator, 'code'> & Partial<Operator>,
): Uint8Array {
  const tensor = (suffix: string): Tensor =>
    makeTensor({ name: `${name}${suffix}`, type: 'FLOAT32', shape });
  const [input, output] = [tensor('in'), tensor('out')];
  const subgraph = makeSubgraph({
    inputs: [input],
    outputs: [output],
    operators: [makeOperator({ ...operator, inputs: [input], outputs: [output] })],
  });
  const signature = {
    key: name,
    subgraph,
    inputs: [{ name: 'in', tensor: input }],
    outputs: [{ name: 'out', tensor: output }],
  };
  return writeModel(makeModel({ subgraphs: [subgraph], signatures: [signature] }));
}
