import type { Model, Operator, Subgraph, Tensor } from '@flotilla/tflite';
import { quantizeOperator } from '../rewrite/conversion-operator';
import { type IntegerPortType, KERNEL_TYPES } from './port-type';
import { replacePort } from './replace-port';
import { unsignedTwin } from './unsigned-twin';

/**
 * Lets an input be the integers that the QUANTIZE behind it made of it. Other integers that were made from the float
 * input are made from these.
 * @returns what stands in the way, if anything; the graph is then left as it was
 */
export function setInputType(
  model: Model,
  subgraph: Subgraph,
  input: Tensor,
  type: IntegerPortType,
): string | undefined {
  if (subgraph.outputs.includes(input)) return 'it is an output as well';
  const readers = subgraph.operators.filter(({ inputs }) => inputs.includes(input));
  const float = readers.find(({ code }) => code !== 'QUANTIZE');
  if (float !== undefined) return `the float operator ${nameOf(float)} reads it`;
  const wanted = KERNEL_TYPES[type];
  const conversion = readers.find(({ outputs }) => outputs[0]?.type === wanted);
  const integers = conversion?.outputs[0];
  if (conversion === undefined || integers === undefined) return `no ${wanted} operator reads it`;
  const others = readers.filter((reader) => reader !== conversion);
  if (wanted === 'INT8' && others.some(({ outputs }) => outputs[0]?.type === 'INT16')) {
    return 'int16 operators read it too, and nothing widens int8';
  }
  others.forEach((other) => (other.inputs = [integers]));
  const rest = subgraph.operators.filter((operator) => operator !== conversion);
  const port = type === 'uint8' ? unsignedTwin(integers) : integers;
  if (port !== integers) integers.name = `${input.name}_int8`;
  subgraph.operators = port === integers ? rest : [quantizeOperator(port, integers), ...rest];
  replacePort(model, subgraph, 'inputs', { from: input, to: port });
  return undefined;
}

function nameOf({ code, customCode, outputs }: Operator): string {
  return `${customCode ?? code} (${outputs[0]?.name ?? 'no output'})`;
}
