import { referencedTensors, type Model, type Subgraph, type Tensor } from '@flotilla/tflite';
import { quantizerError } from '../errors';
import { raiseMinimumRuntime } from '../rewrite/raise-minimum-runtime';
import { entryGraphs } from '../signatures/signature-graph';
import type { IntegerPortType, PortType, PortTypes } from './port-type';
import { restateStatistics } from './restate-statistics';
import { setInputType } from './set-input-type';
import { setOutputType } from './set-output-type';

type SetPortType = (
  model: Model,
  subgraph: Subgraph,
  tensor: Tensor,
  type: IntegerPortType,
) => string | undefined;

/**
 * Gives the float inputs and outputs of a quantized model, in place, the types of its kernels. They keep names and order;
 * signatures and metadata follow. Ports that were no floats to begin with (indices, lengths) stay as they are.
 * @throws CodedError `PORT_TYPE` that names each port that cannot have its type
 */
export function setPortTypes(model: Model, types: PortTypes): void {
  const faults: string[] = [];
  const [main] = model.subgraphs;
  const before = { inputs: [...(main?.inputs ?? [])], outputs: [...(main?.outputs ?? [])] };
  for (const subgraph of entryGraphs(model)) {
    faults.push(
      ...change(model, subgraph, 'inputs', types.inputs, setInputType),
      ...change(model, subgraph, 'outputs', types.outputs, setOutputType),
    );
    subgraph.tensors = [...referencedTensors(subgraph)];
  }
  if (faults.length > 0) {
    throw quantizerError(
      'PORT_TYPE',
      `Not every port can be an integer: ${faults.join('; ')}; leave those sides float32, or quantize those operators`,
    );
  }
  restateStatistics(model, before);
  raiseMinimumRuntime(model);
}

function change(
  model: Model,
  subgraph: Subgraph,
  side: 'inputs' | 'outputs',
  type: PortType,
  set: SetPortType,
): string[] {
  if (type === 'float32') return [];
  return [...new Set(subgraph[side])].flatMap((tensor) => {
    if (tensor.type !== 'FLOAT32') return [];
    const { name } = tensor;
    const obstacle = set(model, subgraph, tensor, type);
    return obstacle === undefined ? [] : [`${side.slice(0, -1)} ${name} as ${type}: ${obstacle}`];
  });
}
