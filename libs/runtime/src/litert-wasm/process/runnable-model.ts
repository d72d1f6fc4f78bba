import {
  makeOperator,
  makeTensor,
  type Model,
  optionsOf,
  type Subgraph,
  type Tensor,
  type TensorType,
  writeModel,
} from '@flotilla/tflite';
import { growthOf } from '../../memory-need';
import type { InputShapes } from '../../resize-batch';

export interface RunnableModel {
  /** A file that computes the same, and fails where an output is not as long as it should be; of one signature. */
  readonly copy: Uint8Array;
  /** Where the file itself can be run: which of its signatures has the main subgraph's inputs and outputs. */
  readonly signature: number | undefined;
  readonly inputs: readonly Tensor[];
  readonly outputs: readonly Tensor[];
}

/**
 * LiteRT for the web allocates outputs by the shapes in the file before it runs, and tells nothing when the model then
 * writes less, or elsewhere: to an output whose shape is computed, that is an input too, or that is named twice. In the
 * copy each output goes through a RESHAPE to the shape that it should have, which always writes, and whose kernel checks
 * the count of elements. A file that has none of this, and keeps its batch, can be run itself once its copy has run.
 * @param model belongs to this function from here on
 * @param inputShapes other shapes for the main inputs
 */
export function runnableModel(model: Model, inputShapes: InputShapes | undefined): RunnableModel {
  const [main] = model.subgraphs;
  if (!main) throw new RangeError('the reader passed a model without subgraphs');
  const isResized = inputShapes?.some((shape, index) => shape[0] !== main.inputs[index]?.shape[0]);
  const signature = isResized || !isDefinite(model, main) ? undefined : signatureOf(model, main);
  const copy = copyWithDefiniteOutputs(model, main, inputShapes);
  return { copy, signature, inputs: main.inputs, outputs: main.outputs };
}

/** LiteRT makes up a signature for a file that has none, by the tensors' names. */
function signatureOf({ signatures }: Model, main: Subgraph): number | undefined {
  if (signatures.length === 0) return areNamesDistinct(main) ? 0 : undefined;
  const index = signatures.findIndex(
    ({ subgraph, inputs, outputs }) =>
      subgraph === main &&
      inputs.length === main.inputs.length &&
      outputs.length === main.outputs.length,
  );
  return index < 0 ? undefined : index;
}

function areNamesDistinct({ inputs, outputs }: Subgraph): boolean {
  return [inputs, outputs].every(
    (tensors) => new Set(tensors.map(({ name }) => name)).size === tensors.length,
  );
}

/** Types of reals. A shape that is computed comes from integers, and a branch from a boolean. */
const realTypes: ReadonlySet<TensorType> = new Set<TensorType>([
  'FLOAT32',
  'FLOAT16',
  'INT8',
  'UINT8',
  'INT16',
]);

/** Whether the file alone says how large each output is, and each output is written by an operator of its own. */
function isDefinite({ subgraphs }: Model, { inputs, outputs }: Subgraph): boolean {
  return (
    new Set([...inputs, ...outputs]).size === inputs.length + outputs.length &&
    [...inputs, ...outputs].every(({ shapeSignature }) => !shapeSignature) &&
    subgraphs.every(({ tensors }) =>
      tensors.every(({ buffer, type }) => buffer !== undefined || realTypes.has(type)),
    )
  );
}

function copyWithDefiniteOutputs(
  model: Model,
  main: Subgraph,
  inputShapes: InputShapes | undefined,
): Uint8Array {
  const growth = growthOf(main, inputShapes);
  const outputs = main.outputs.map((tensor) => {
    const [first = 1, ...rest] = tensor.shape;
    const shape = tensor.shape.length === 0 ? [] : [Math.round(first * growth(tensor)), ...rest];
    const { name, type, quantization } = tensor;
    return makeTensor({ name, type, shape, ...(quantization && { quantization }) });
  });
  main.operators.push(
    ...outputs.map((output, index) =>
      makeOperator({
        code: 'RESHAPE',
        inputs: main.outputs.slice(index, index + 1),
        outputs: [output],
        // [0] is the kernel's word for a scalar.
        options: optionsOf('ReshapeOptions', {
          newShape: output.shape.length === 0 ? [0] : output.shape,
        }),
      }),
    ),
  );
  main.inputs.forEach((input, index) => {
    input.shape = [...(inputShapes?.[index] ?? input.shape)];
    delete input.shapeSignature;
  });
  main.tensors.push(...outputs);
  main.outputs = outputs;
  model.signatures = [
    {
      key: 'main',
      subgraph: main,
      inputs: main.inputs.map((tensor, index) => ({ name: `input ${index}`, tensor })),
      outputs: outputs.map((tensor, index) => ({ name: `output ${index}`, tensor })),
    },
  ];
  return writeModel(model);
}
