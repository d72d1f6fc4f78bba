import { CodedError } from '@flotilla/foundation';
import {
  bitsPerElement,
  elementCount,
  type Model,
  type Operator,
  type Subgraph,
  type Tensor,
} from '@flotilla/tflite';
import type { RuntimeErrorCode } from './errors';
import type { InputShapes } from './resize-batch';
import { statedElements } from './stated-elements';

/**
 * Refuses a model whose tensors cannot be held, before native code asks for their memory: TensorFlow Lite ends the whole
 * process when it gets none. Counts, by the shapes in the file, what must exist at once: all inputs and outputs, and the
 * inputs and outputs of each operator. Constants are part of the file and not counted.
 * @param inputShapes the shapes that the main inputs are resized to; left out: the file's own
 * @throws CodedError `MODEL_TOO_LARGE`
 */
export function checkMemoryNeed(
  { subgraphs }: Model,
  inputShapes: InputShapes | undefined,
  limitBytes: number,
): void {
  const [main] = subgraphs;
  const growth = growthOf(main, inputShapes);
  const need = Math.max(
    0,
    ...subgraphs.map((each) => subgraphBytes(each, each === main ? growth : unchanged)),
  );
  if (need > limitBytes) throw tooLarge(`tensors of ${need} bytes at once`, limitBytes);
}

export function tooLarge(what: string, limitBytes: number): CodedError<RuntimeErrorCode> {
  return new CodedError<RuntimeErrorCode>(
    'MODEL_TOO_LARGE',
    `The model needs ${what}, and at most ${limitBytes} are allowed; give it smaller inputs or a smaller batch`,
  );
}

/** How many times longer a tensor becomes. */
export type Growth = (tensor: Tensor) => number;

const unchanged: Growth = () => 1;

/**
 * A batch runs through the model along the first axis.
 * @param inputShapes the shapes that the inputs are resized to; left out: the file's own
 */
export function growthOf(main: Subgraph | undefined, inputShapes: InputShapes | undefined): Growth {
  if (!main || !inputShapes) return unchanged;
  const before = main.inputs[0]?.shape[0] ?? 1;
  const after = inputShapes[0]?.[0] ?? before;
  return ({ shape, shapeSignature }) =>
    before > 0 && (shape[0] === before || shapeSignature?.[0] === -1) ? after / before : 1;
}

function subgraphBytes({ inputs, outputs, operators }: Subgraph, growth: Growth): number {
  const sum = (tensors: readonly (Tensor | null)[]): number =>
    [...new Set(tensors)].reduce(
      (total, tensor) => total + (tensor ? bytesOf(tensor, growth) : 0),
      0,
    );
  return operators.reduce(
    (most, operator) =>
      Math.max(most, sum([...operator.inputs, ...operator.outputs]), resultBytes(operator, growth)),
    sum([...inputs, ...outputs]),
  );
}

/** Of an output as constants state it: a file can be wrong about the shapes that its operators compute. */
function resultBytes(operator: Operator, growth: Growth): number {
  const [output] = operator.outputs;
  const elements = statedElements(operator);
  if (output === undefined || elements === undefined) return 0;
  return (elements * growth(output) * (bitsPerElement(output.type) ?? 0)) / 8;
}

/** Strings, resources and variants have no size of their own, and count nothing. */
function bytesOf(tensor: Tensor, growth: Growth): number {
  if (tensor.buffer) return 0;
  // Kernels go over the other dimensions, whether or not one is 0.
  const shape = tensor.shape.map((size) => (size === 0 ? 1 : size));
  return (elementCount(shape) * growth(tensor) * (bitsPerElement(tensor.type) ?? 0)) / 8;
}
