import { makeOperator, type Model, type Tensor } from '@flotilla/tflite';
import type { OperatorCase } from '@flotilla/testing';
import type { Activation } from './encodings';
import { type OracleEncodings, oracleEncodings, type Ranges } from './oracle-encodings';
import { OracleGraph } from './oracle-graph';
import { type OracleWeights, oracleWeights } from './oracle-weights';

/**
 * The operator in integers at the finest scales that its kernel allows, with the true ranges of the data that it will be
 * judged on: what comes of it is the most that plain rounding can give, the kernel's own losses included.
 * @returns nothing where the case has no such kernel, or keeps state, whose scales no data shows
 */
export function oracleModel(
  description: OperatorCase,
  ranges: Ranges,
  activation: Activation,
): Model | undefined {
  const { code, version = 1, operands, kernel, lacks, options, weight, bias } = description;
  const encodings = oracleEncodings(description, ranges, activation);
  const hasState = operands.some((operand) => operand?.kind === 'state');
  if (encodings === undefined || kernel.kind === 'none' || hasState) return undefined;
  if (lacks?.includes(activation)) return undefined;

  const graph = new OracleGraph(activation);
  const weights = weightsOf(description, encodings, activation);
  const inputs = operands.map((operand, at): Tensor | null => {
    if (operand === null || operand.kind === 'state') return null;
    if (at === weight?.operand) return weights?.weights ?? null;
    if (at === bias) return weights?.bias ?? null;
    const encoding = encodings.operands[at];
    return operand.kind === 'input'
      ? graph.input(operand, at, encoding)
      : graph.constant(operand, at, encoding);
  });
  const outputs = description.outputs.map((output, at) =>
    graph.output(output, at, encodings.outputs[at]),
  );
  return graph.model(makeOperator({ code, version, inputs, outputs, ...(options && { options }) }));
}

function weightsOf(
  { operands, weight, bias }: OperatorCase,
  encodings: OracleEncodings,
  activation: Activation,
): OracleWeights | undefined {
  const values = weight && operands[weight.operand];
  if (values?.kind !== 'constant') return undefined;
  const offsets = bias === undefined ? undefined : operands[bias];
  const inputScale = encodings.operands.find((encoding) => encoding !== undefined)?.scale ?? 1;
  return oracleWeights(values, {
    bias: offsets?.kind === 'constant' ? offsets : undefined,
    axis: weight?.axis,
    inputScale,
    activation,
  });
}
