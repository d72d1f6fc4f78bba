import type { Model, Subgraph, Tensor } from '@flotilla/tflite';
import { quantizeOperator } from '../rewrite/conversion-operator';
import { type IntegerPortType, KERNEL_TYPES } from './port-type';
import { replacePort } from './replace-port';
import { unsignedTwin } from './unsigned-twin';

/**
 * Lets an output be the integers that a DEQUANTIZE made it from. Float operators that read it keep the DEQUANTIZE.
 * @returns what stands in the way, if anything; the graph is then left as it was
 */
export function setOutputType(
  model: Model,
  subgraph: Subgraph,
  output: Tensor,
  type: IntegerPortType,
): string | undefined {
  const producer = subgraph.operators.find(({ outputs }) => outputs.includes(output));
  if (producer === undefined) return 'no operator writes it';
  const [integers] = producer.inputs;
  const isConverted = producer.code === 'DEQUANTIZE' && integers?.buffer === undefined;
  if (!integers || !isConverted) {
    return `the float operator ${producer.customCode ?? producer.code} writes it`;
  }
  const wanted = KERNEL_TYPES[type];
  if (integers.type !== wanted) return `an ${integers.type} operator writes it`;
  if ([...subgraph.inputs, ...subgraph.outputs].includes(integers)) {
    return 'its integers are an input or output already';
  }
  const port = type === 'uint8' ? unsignedTwin(integers) : integers;
  const isReadOtherwise = subgraph.operators.some(({ inputs }) => inputs.includes(output));
  subgraph.operators = subgraph.operators.flatMap((operator) => {
    if (operator !== producer) return [operator];
    return [
      ...(isReadOtherwise ? [producer] : []),
      ...(port === integers ? [] : [quantizeOperator(integers, port)]),
    ];
  });
  replacePort(model, subgraph, 'outputs', { from: output, to: port });
  output.name = `${port.name}_float32`;
  return undefined;
}
